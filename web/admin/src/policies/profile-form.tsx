import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import Toggle from "@cloudscape-design/components/toggle";
import { useEffect, useState } from "react";
import type { DraftEntry } from "../../../../src/contracts/admin-api/drafts.ts";
import { languages } from "../../../../src/contracts/languages.ts";
import { LinesField } from "./lines-field.tsx";
import { NumberField } from "./simple-fields.tsx";

type Props = {
  profile: DraftEntry;
  isOpen: boolean;
  disabled: boolean;
  onChange: (profile: DraftEntry) => void;
  onRemove: () => void;
};

const toggles = [
  ["replyAllowed", true, "Replies to the sender"],
  ["replyAllAllowed", true, "Replies to everybody of the company"],
  ["composeAllowed", false, "New messages to the company"],
  ["readReceipts", false, "The sender is told of the first reading"],
  ["hideSubject", false, "Notices hide the subject"],
] as const;

/** How sealed mail is kept and picked up. */
export function ProfileForm({ profile: stored, isOpen, disabled, onChange, onRemove }: Props) {
  const [profile, setProfile] = useState(stored);
  const text = JSON.stringify(stored);
  useEffect(() => setProfile(JSON.parse(text) as DraftEntry), [text]);
  const set = (key: string, value: unknown) => {
    const { [key]: _, ...rest } = profile;
    const next = (value === undefined ? rest : { ...rest, [key]: value }) as DraftEntry;
    setProfile(next);
    onChange(next);
  };
  const name = String(profile.name || profile.id);
  const reminders = Array.isArray(profile.reminderDays) ? profile.reminderDays.map(String) : ["3"];
  return (
    <ExpandableSection
      headerText={name}
      defaultExpanded={isOpen}
      headerDescription={summaryOf(profile)}
      headerActions={
        <Button
          iconName="remove"
          variant="icon"
          ariaLabel={`Remove the profile ${name}`}
          disabled={disabled}
          onClick={onRemove}
        />
      }
      variant="container"
    >
      <div className="fields">
        <FormField label="Name" description={`Id: ${profile.id}`}>
          <Input
            value={String(profile.name ?? "")}
            disabled={disabled}
            onChange={({ detail }) => set("name", detail.value)}
          />
        </FormField>
        <FormField label="Expires after days" description="Empty: as the installation says">
          <NumberField value={profile.expiryDays} disabled={disabled} onChange={(days) => set("expiryDays", days)} />
        </FormField>
        <Choices profile={profile} disabled={disabled} set={set} />
        <FormField label="Reminders" description="Days before expiry, one on each line">
          <LinesField
            value={reminders}
            disabled={disabled}
            onChange={(lines) =>
              set(
                "reminderDays",
                lines.map(Number).filter((days) => Number.isInteger(days)),
              )
            }
          />
        </FormField>
        {toggles.map(([key, preset, label]) => (
          <Toggle
            key={key}
            checked={(profile[key] ?? preset) === true}
            disabled={disabled}
            onChange={({ detail }) => set(key, detail.checked)}
          >
            {label}
          </Toggle>
        ))}
      </div>
    </ExpandableSection>
  );
}

type ChoicesProps = Pick<Props, "profile" | "disabled"> & { set: (key: string, value: unknown) => void };

function Choices({ profile, disabled, set }: ChoicesProps) {
  return (
    <>
      <FormField label="Sign-in needed to read">
        <Choice
          value={profile.signIn ?? "password"}
          options={{ password: "Password", "second-factor": "Password and second factor" }}
          disabled={disabled}
          onChange={(value) => set("signIn", value)}
        />
      </FormField>
      <FormField label="Activation password goes to">
        <Choice
          value={profile.activationPasswordTo ?? "recipient"}
          options={{ recipient: "The recipient", sender: "The sender, who passes it on" }}
          disabled={disabled}
          onChange={(value) => set("activationPasswordTo", value)}
        />
      </FormField>
      <FormField label="Language of notices">
        <Choice
          value={profile.language ?? "en"}
          options={Object.fromEntries(languages.map((language) => [language, languageName(language)]))}
          disabled={disabled}
          onChange={(value) => set("language", value)}
        />
      </FormField>
    </>
  );
}

type ChoiceProps = {
  value: unknown;
  options: Readonly<Record<string, string>>;
  disabled: boolean;
  onChange: (value: string) => void;
};

function Choice({ value, options, disabled, onChange }: ChoiceProps) {
  const list = Object.entries(options).map(([id, label]) => ({ value: id, label }));
  return (
    <Select
      selectedOption={list.find((one) => one.value === value) ?? null}
      options={list}
      disabled={disabled}
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? "")}
    />
  );
}

function summaryOf({ expiryDays, replyAllowed, signIn }: DraftEntry): string {
  return [
    expiryDays === undefined ? "expires as the installation says" : `expires after ${String(expiryDays)} days`,
    replyAllowed === false ? "no replies" : "replies allowed",
    ...(signIn === "second-factor" ? ["second factor needed"] : []),
  ].join(", ");
}

function languageName(language: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(language) ?? language;
}
