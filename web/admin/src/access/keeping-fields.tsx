import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { follow, hrefOf } from "../router.ts";
import type { SettingFields } from "./setting-fields.ts";
import { faultIn } from "./settings-faults.ts";

type Switch = {
  readonly id: "heldTellSender" | "heldTwoPersons" | "keepSubjects" | "legalHold";
  readonly label: string;
  readonly description: string;
};

const held: readonly Switch[] = [
  {
    id: "heldTellSender",
    label: "Tell the sender that a message waits for review",
    description: "It is returned with a report after five days, unless a reviewer decides before.",
  },
  {
    id: "heldTwoPersons",
    label: "Ask a second reviewer before a release",
    description: "A second person, not the first, must agree.",
  },
];

const kept: readonly Switch[] = [
  {
    id: "keepSubjects",
    label: "Keep subjects in message tracking",
    description: "Without them, messages are found by people and times. Those that were kept before stay.",
  },
  {
    id: "legalHold",
    label: "Legal hold",
    description:
      "While it is on, encrypted mail does not expire and message tracking forgets nothing. A sender's recall still destroys.",
  },
];

/** What happens to held mail, and what is kept. */
export function KeepingFields(fields: SettingFields) {
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Held mail</Header>}>
        <Switches of={held} {...fields} />
      </Container>
      <Container header={<Header variant="h2">What is kept</Header>}>
        <SpaceBetween size="l">
          <RetentionField {...fields} />
          <Switches of={kept} {...fields} />
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">Set elsewhere</Header>}>
        <SpaceBetween size="xs">
          <div>
            <Link href={hrefOf("policy-defaults")} onFollow={follow}>
              Encryption profiles, what happens to unreadable content, and the last row
            </Link>{" "}
            belong to the policies and are published with them.
          </div>
          <div>
            <Link href={hrefOf("branding")} onFollow={follow}>
              Name, picture, colour and words
            </Link>{" "}
            are the branding.
          </div>
          <div>
            <Link href={hrefOf("dashboard")} onFollow={follow}>
              The connector's secret
            </Link>{" "}
            is shown and renewed on the dashboard's checklist.
          </div>
          <div>
            <Link href={hrefOf("api-keys")} onFollow={follow}>
              API keys
            </Link>{" "}
            let programs in.
          </div>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

function RetentionField({ settings, readOnly, onChange }: SettingFields) {
  return (
    <FormField
      label="Days that message tracking keeps finished messages"
      description="0: for ever. Encrypted mail that still waits is kept in any case, and so is the audit log."
      errorText={faultIn(settings, "retentionDays")}
    >
      <Input
        value={String(settings.retentionDays)}
        type="number"
        inputMode="numeric"
        readOnly={readOnly}
        onChange={({ detail }) => onChange({ retentionDays: Number(detail.value) })}
      />
    </FormField>
  );
}

function Switches({ of, settings, readOnly, onChange }: SettingFields & { of: readonly Switch[] }) {
  return (
    <SpaceBetween size="m">
      {of.map(({ id, label, description }) => (
        <Toggle
          key={id}
          checked={settings[id]}
          readOnly={readOnly}
          description={description}
          onChange={({ detail }) => onChange({ [id]: detail.checked })}
        >
          {label}
        </Toggle>
      ))}
    </SpaceBetween>
  );
}
