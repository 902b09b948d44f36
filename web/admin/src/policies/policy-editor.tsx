import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import Toggle from "@cloudscape-design/components/toggle";
import { useEffect, useRef, useState } from "react";
import type { DraftAnswer, DraftEntry } from "../../../../src/contracts/admin-api/drafts.ts";
import type { VocabularyAnswer } from "../../../../src/contracts/admin-api/policy-vocabulary.ts";
import type { ConditionNode, Disposition } from "../../../../src/contracts/policies.ts";
import { dispositionWords } from "../words.ts";
import { ConditionBuilder } from "./condition-builder.tsx";
import { ModifiersForm } from "./modifiers-form.tsx";
import { PolicySentence } from "./policy-sentence.tsx";
import type { Settings } from "./query-of.ts";
import type { DraftHandle } from "./use-draft.ts";
import { ValidityForm } from "./validity-form.tsx";

type Props = {
  draft: DraftHandle;
  value: DraftAnswer;
  policy: DraftEntry;
  vocabulary: VocabularyAnswer;
  disabled: boolean;
};

const pause = 400;

/** One policy: when, except, then and for how long, in forms; what is changed is kept in the draft by itself. */
export function PolicyEditor({ draft, value, policy: stored, vocabulary, disabled }: Props) {
  const [policy, set] = useAutosaved(draft, stored);
  const names = { groups: value.groups, dictionaries: value.dictionaries };
  const shared = { vocabulary, names, disabled };
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">In words</Header>}>
        <PolicySentence policy={policy} of={draft.of} />
      </Container>
      <NameForm policy={policy} disabled={disabled} set={set} />
      <Container
        header={
          <Header variant="h2" description="The policy applies to a recipient when these conditions hold.">
            When
          </Header>
        }
      >
        <ConditionBuilder
          {...shared}
          label="When"
          preset="all"
          conditions={policy.conditions as ConditionNode}
          onChange={(conditions) => set({ ...policy, conditions: conditions ?? { all: [] } })}
        />
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            description="It does not apply when these hold. A sender must fit by envelope and header From."
          >
            Except when
          </Header>
        }
      >
        <ConditionBuilder
          {...shared}
          label="Except when"
          preset="any"
          conditions={policy.exceptions as ConditionNode | undefined}
          onChange={(exceptions) => set(without(policy, "exceptions", exceptions))}
        />
      </Container>
      <ThenForm policy={policy} value={value} set={set} {...shared} />
      <Container header={<Header variant="h2">Validity</Header>}>
        <ValidityForm
          value={policy.validity as Settings | undefined}
          disabled={disabled}
          onChange={(validity) => set(without(policy, "validity", validity))}
        />
      </Container>
    </SpaceBetween>
  );
}

type Set = (policy: DraftEntry) => void;

/** Keeps what is typed at once, and sends it when nothing more is typed for a moment, or the page is left. */
function useAutosaved({ apply, typing }: DraftHandle, stored: DraftEntry): readonly [DraftEntry, Set] {
  const [policy, setPolicy] = useState(stored);
  const unsent = useRef<DraftEntry | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = useRef<() => void>(() => undefined);
  flush.current = () => {
    clearTimeout(timer.current);
    if (unsent.current !== null) apply([{ put: "policies", value: unsent.current }]);
    unsent.current = null;
  };
  useEffect(() => {
    const leave = () => flush.current();
    const typed = typing(leave);
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
      typed();
    };
  }, [typing]);
  const text = JSON.stringify(stored);
  useEffect(() => {
    if (unsent.current === null) setPolicy(JSON.parse(text) as DraftEntry);
  }, [text]);
  const set = (next: DraftEntry) => {
    if (JSON.stringify(next) === JSON.stringify(unsent.current ?? policy)) return;
    setPolicy(next);
    unsent.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => flush.current(), pause);
  };
  return [policy, set];
}

function NameForm({ policy, disabled, set }: { policy: DraftEntry; disabled: boolean; set: Set }) {
  return (
    <Container header={<Header variant="h2">Name</Header>}>
      <SpaceBetween size="m">
        <FormField label="Name" description="Senders read it in the mail that tells them what was encrypted.">
          <Input
            value={String(policy.name ?? "")}
            disabled={disabled}
            onChange={({ detail }) => set({ ...policy, name: detail.value })}
          />
        </FormField>
        <FormField label="Narrative" description="Why there is this policy; shown to administrators.">
          <Textarea
            value={String(policy.narrative ?? "")}
            disabled={disabled}
            rows={2}
            onChange={({ detail }) => set({ ...policy, narrative: detail.value })}
          />
        </FormField>
        <SpaceBetween size="xs">
          <Toggle
            checked={policy.enabled !== false}
            disabled={disabled}
            onChange={({ detail }) => set({ ...policy, enabled: detail.checked })}
          >
            Enabled
          </Toggle>
          <Toggle
            checked={policy.auditOnly === true}
            disabled={disabled}
            description="It is recorded where it would have decided, and decides nothing."
            onChange={({ detail }) => set({ ...policy, auditOnly: detail.checked })}
          >
            Audit only
          </Toggle>
        </SpaceBetween>
      </SpaceBetween>
    </Container>
  );
}

type ThenProps = Pick<Props, "value" | "vocabulary" | "disabled"> & {
  policy: DraftEntry;
  names: { groups: DraftAnswer["groups"]; dictionaries: DraftAnswer["dictionaries"] };
  set: Set;
};

function ThenForm({ policy, value, vocabulary, names, disabled, set }: ThenProps) {
  const options = Object.entries(dispositionWords).map(([id, { text }]) => ({ value: id, label: text }));
  const profiles = [
    { value: "", label: "Default" },
    ...value.encryptionProfiles.map(({ id, name }) => ({ value: id, label: String(name || id) })),
  ];
  const modifiers = Array.isArray(policy.modifiers) ? (policy.modifiers as { type: string; settings: Settings }[]) : [];
  const profile = String(policy.encryptionProfile ?? "");
  return (
    <Container header={<Header variant="h2">Then</Header>}>
      <SpaceBetween size="m">
        <div className="fields">
          <FormField label="The message is">
            <Select
              selectedOption={options.find((one) => one.value === policy.disposition) ?? null}
              options={options}
              disabled={disabled}
              onChange={({ detail }) => set({ ...policy, disposition: detail.selectedOption.value as Disposition })}
            />
          </FormField>
          {policy.disposition === "encrypt" ? (
            <FormField label="Encryption profile" description="Expiry, replies and sign-in">
              <Select
                selectedOption={profiles.find((one) => one.value === profile) ?? { value: profile, label: profile }}
                options={profiles}
                disabled={disabled}
                onChange={({ detail }) =>
                  set(without(policy, "encryptionProfile", detail.selectedOption.value || undefined))
                }
              />
            </FormField>
          ) : null}
        </div>
        <ModifiersForm
          value={modifiers}
          onChange={(next) => set({ ...policy, modifiers: next })}
          {...{ vocabulary, names, disabled }}
        />
      </SpaceBetween>
    </Container>
  );
}

/** The policy with another value of a key, or without the key. */
function without(policy: DraftEntry, key: string, value: unknown): DraftEntry {
  const { [key]: _, ...rest } = policy;
  return (value === undefined ? rest : { ...rest, [key]: value }) as DraftEntry;
}
