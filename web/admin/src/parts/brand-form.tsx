import FileUpload from "@cloudscape-design/components/file-upload";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import type { PortalBrand } from "../../../../src/contracts/settings.ts";
import { ColorField } from "./color-field.tsx";

type Props = { brand: PortalBrand; deployedName: string; readOnly: boolean; onChange: (brand: PortalBrand) => void };
type Words = "portalText" | "recipientText" | "senderText";

const longest = 400;
const words: readonly { readonly id: Words; readonly label: string; readonly description: string }[] = [
  { id: "portalText", label: "Sentence on the sign-in page", description: "How to reach you, for instance." },
  {
    id: "recipientText",
    label: "Sentence in mails to recipients",
    description: "Stands under what we say, so that people know it is you.",
  },
  { id: "senderText", label: "Sentence in mails to your own people", description: "For instance whom to ask inside." },
];

/** The fields of the look. */
export function BrandForm({ brand, deployedName, readOnly, onChange }: Props) {
  const set = (change: Partial<PortalBrand>) => onChange(withoutEmpty({ ...brand, ...change }));
  return (
    <SpaceBetween size="l">
      <FormField label="Name" description="In the header of pages, and as the sender of our mails.">
        <Input
          value={brand.portalName ?? ""}
          placeholder={deployedName}
          readOnly={readOnly}
          onChange={({ detail }) => set({ portalName: detail.value.slice(0, 60) })}
        />
      </FormField>
      <ColorField color={brand.color} readOnly={readOnly} onChange={(color) => set({ color })} />
      <LogoField logo={brand.logo} readOnly={readOnly} onChange={(logo) => set({ logo })} />
      {words.map(({ id, label, description }) => (
        <FormField
          key={id}
          label={label}
          description={description}
          constraintText={`${longest - (brand[id]?.length ?? 0)} characters left`}
        >
          <Textarea
            value={brand[id] ?? ""}
            rows={2}
            readOnly={readOnly}
            onChange={({ detail }) => set({ [id]: detail.value.replaceAll(/\s*\n\s*/g, " ").slice(0, longest) })}
          />
        </FormField>
      ))}
    </SpaceBetween>
  );
}

function withoutEmpty(brand: PortalBrand): PortalBrand {
  return Object.fromEntries(Object.entries(brand).filter(([, value]) => value !== undefined && value !== ""));
}

type LogoProps = { logo: PortalBrand["logo"]; readOnly: boolean; onChange: (logo: PortalBrand["logo"]) => void };

function LogoField({ logo, readOnly, onChange }: LogoProps) {
  const [fault, setFault] = useState<string | null>(null);
  const [files, setFiles] = useState<File[]>([]);
  const choose = async (chosen: readonly File[]) => {
    setFiles([...chosen]);
    setFault(null);
    const [file] = chosen;
    if (file === undefined) return onChange(undefined);
    const picture = await pictureOf(file);
    if (picture === null) setFault("Choose a PNG or JPEG picture of at most 48 KB.");
    else onChange(picture);
  };
  return (
    <FormField
      label="Picture"
      description="Beside the name. It travels inside our mails; nothing is ever fetched from elsewhere."
      constraintText="PNG or JPEG, at most 48 KB. About 200 × 60 pixels look best."
      errorText={fault ?? undefined}
    >
      <SpaceBetween size="xs">
        {logo === undefined ? null : (
          <img className="logo-now" src={`data:image/${logo.type};base64,${logo.data}`} alt="Your company's logo" />
        )}
        {readOnly ? null : (
          <FileUpload
            value={files}
            onChange={({ detail }) => void choose(detail.value)}
            accept="image/png,image/jpeg"
            showFileSize
            i18nStrings={{
              uploadButtonText: () => (logo === undefined ? "Choose a picture" : "Choose another picture"),
              dropzoneText: () => "Drop the picture here",
              removeFileAriaLabel: () => "Remove the picture",
              limitShowFewer: "Show fewer",
              limitShowMore: "Show more",
              errorIconAriaLabel: "Error",
            }}
          />
        )}
      </SpaceBetween>
    </FormField>
  );
}

const largest = 48 * 1024;
const starts = { png: "iVBORw0KGgo", jpeg: "/9j/" } as const;

/** The file as the settings keep it; null when it is none of the two kinds, or too large. */
async function pictureOf(file: File): Promise<PortalBrand["logo"] | null> {
  if (file.size > largest) return null;
  let text = "";
  for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte);
  const data = btoa(text);
  if (data.startsWith(starts.png)) return { type: "png", data };
  return data.startsWith(starts.jpeg) ? { type: "jpeg", data } : null;
}
