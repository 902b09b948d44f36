import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TlsPoliciesAnswer } from "../../../../src/contracts/admin-api/tls.ts";
import type { EditedPolicy } from "./new-tls-policy.ts";
import { SideEditor } from "./side-editor.tsx";
import { optionWords } from "./tls-words.ts";

type Props = {
  policy: EditedPolicy;
  set: (change: Partial<EditedPolicy>) => void;
  groups: TlsPoliciesAnswer["groups"];
  isNew: boolean;
  disabled: boolean;
};

const bases = [
  { value: "return-address", label: "Return address (envelope)" },
  { value: "header-from", label: "Header From" },
  { value: "both", label: "Both" },
] as const;
const versions = [
  { value: "1.2", label: "TLS 1.2" },
  { value: "1.3", label: "TLS 1.3" },
] as const;

/** Narrative, option, and who the policy is about. */
export function PolicyFields({ policy, set, groups, isNew, disabled }: Props) {
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Policy</Header>}>
        <SpaceBetween size="m">
          <FormField label="Narrative" description="What the policy is for, in your own words.">
            <Input
              value={policy.narrative}
              disabled={disabled}
              onChange={({ detail }) => set({ narrative: detail.value, ...(isNew && { id: idFrom(detail.value) }) })}
            />
          </FormField>
          <FormField label="Id" description="Short and lasting; tracking names the policy by it.">
            <Input
              value={policy.id}
              disabled={disabled || !isNew}
              onChange={({ detail }) => set({ id: detail.value })}
            />
          </FormField>
          <FormField label="Option">
            <RadioGroup
              value={policy.option}
              items={Object.entries(optionWords).map(([value, words]) => ({ value, disabled, ...words }))}
              onChange={({ detail }) => set({ option: detail.value as EditedPolicy["option"] })}
            />
          </FormField>
          {policy.option === "enforced" ? (
            <FormField label="Minimum TLS version">
              <Select
                disabled={disabled}
                selectedOption={versions.find(({ value }) => value === policy.minimumTls) ?? null}
                options={[...versions]}
                onChange={({ detail }) =>
                  set({ minimumTls: detail.selectedOption.value as EditedPolicy["minimumTls"] })
                }
              />
            </FormField>
          ) : null}
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">Emails from, emails to</Header>}>
        <SpaceBetween size="m">
          <FormField label="Addresses are based on">
            <Select
              disabled={disabled}
              selectedOption={bases.find(({ value }) => value === policy.basis) ?? null}
              options={[...bases]}
              onChange={({ detail }) => set({ basis: detail.selectedOption.value as EditedPolicy["basis"] })}
            />
          </FormField>
          <FormField label="Applies to emails from" stretch>
            <SideEditor
              label="Applies to emails from"
              side={policy.appliesFrom}
              {...{ groups, disabled }}
              onChange={(side) => set({ appliesFrom: [...side] })}
            />
          </FormField>
          <FormField label="Applies to emails to" stretch>
            <SideEditor
              label="Applies to emails to"
              side={policy.appliesTo}
              {...{ groups, disabled }}
              onChange={(side) => set({ appliesTo: [...side] })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

function idFrom(narrative: string): string {
  const words = narrative
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/[^a-z0-9]+/g, "-");
  return words.replaceAll(/^-|-$/g, "").slice(0, 40);
}
