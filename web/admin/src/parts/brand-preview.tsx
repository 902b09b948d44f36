import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useRef, useState } from "react";
import type { PortalBrand } from "../../../../src/contracts/settings.ts";
import { currentFormToken } from "../api.ts";
import { hrefOf } from "../router.ts";

const settle = 300;
const kinds = [
  { id: "portal", text: "Portal" },
  { id: "recipient-mail", text: "Mail to a recipient" },
  { id: "sender-mail", text: "Mail to a sender" },
];

/** The look as it would be, drawn by what draws the real pages and mails. Nothing is saved by it. */
export function BrandPreview({ brand }: { brand: PortalBrand }) {
  const [what, setWhat] = useState("portal");
  const form = useRef<HTMLFormElement>(null);
  const look = JSON.stringify(brand);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the form holds has changed
  useEffect(() => {
    const timer = setTimeout(() => form.current?.submit(), settle);
    return () => clearTimeout(timer);
  }, [what, look]);
  return (
    <Container header={<Header variant="h2">Preview</Header>}>
      <SpaceBetween size="m">
        <SegmentedControl
          label="What to preview"
          selectedId={what}
          options={kinds}
          onChange={({ detail }) => setWhat(detail.selectedId)}
        />
        <form ref={form} method="post" action={hrefOf("api/branding/preview")} target="brand-preview" hidden>
          <input type="hidden" name="form-token" value={currentFormToken()} />
          <input type="hidden" name="what" value={what} />
          <input type="hidden" name="brand" value={look} />
        </form>
        <iframe className="preview" name="brand-preview" title="Preview" sandbox="" />
      </SpaceBetween>
    </Container>
  );
}
