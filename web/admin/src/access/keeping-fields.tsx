import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
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
      "While it is on, encrypted mail that expires can no longer be read but is not destroyed, and message tracking forgets nothing. A sender's recall and a recipient's own deletion still destroy.",
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
          <TextDaysField {...fields} />
          <Switches of={kept} {...fields} />
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

function TextDaysField({ settings, readOnly, onChange }: SettingFields) {
  return (
    <SpaceBetween size="s">
      <FormField
        label="Days that the text of messages is kept for replay"
        description="0: not at all. For so many days, at most 30, a draft of policies can ask of past mail what nobody asked when it came."
        errorText={faultIn(settings, "keepTextDays")}
      >
        <Input
          value={String(settings.keepTextDays)}
          type="number"
          inputMode="numeric"
          readOnly={readOnly}
          onChange={({ detail }) => onChange({ keepTextDays: Number(detail.value) })}
        />
      </FormField>
      {settings.keepTextDays > 0 ? (
        <Alert header="What this means">
          <ul className="plain">
            <li>
              The text of every message that is judged is kept, whatever becomes of the message: sealed, under a key of
              its own. Pictures and programs are not.
            </li>
            <li>
              Nobody is shown it. But whoever may edit policies can find out with drafts, word by word, what a message
              says. Each replay that asks texts is in the audit log.
            </li>
            <li>
              It ends after its days, and before that as soon as any copy of its message is recalled or expires. A legal
              hold does not prolong it. With fewer days, what is older is removed when you save.
            </li>
          </ul>
        </Alert>
      ) : null}
    </SpaceBetween>
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
