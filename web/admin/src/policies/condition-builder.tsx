import Button from "@cloudscape-design/components/button";
import Select from "@cloudscape-design/components/select";
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from "react";
import {
  type ActionProps,
  type CombinatorSelectorProps,
  type FieldSelectorProps,
  QueryBuilder,
  type RuleGroupType,
  type ShiftActionsProps,
  type ValueEditorProps,
} from "react-querybuilder";
import type { VocabularyAnswer } from "../../../../src/contracts/admin-api/policy-vocabulary.ts";
import type { ConditionNode } from "../../../../src/contracts/policies.ts";
import { conditionGroups } from "./condition-groups.ts";
import { conditionsOf, queryOf, type Settings } from "./query-of.ts";
import { type FormNames, SettingsForm } from "./settings-form.tsx";

type Props = {
  /** "When" or "Except when": names the builder for those who hear it. */
  label: string;
  /** Absent: none yet, joined by `preset` when there are. */
  conditions: ConditionNode | undefined;
  preset: "all" | "any";
  vocabulary: VocabularyAnswer;
  names: FormNames;
  disabled: boolean;
  /** Absent: the last condition was removed. */
  onChange: (conditions: ConditionNode | undefined) => void;
};

type Around = Pick<Props, "vocabulary" | "names" | "label">;
const AroundContext = createContext<Around | null>(null);

function useAround(): Around {
  const around = useContext(AroundContext);
  if (around === null) throw new Error("outside of a condition builder");
  return around;
}

/** Nested conditions: all of, any of or none of; a line a condition, each with the form of its own settings. */
export function ConditionBuilder({ label, conditions, preset, vocabulary, names, disabled, onChange }: Props) {
  const [query, setQuery] = useQueryOf(conditions, preset);
  // The builder draws a form landmark that it lets nobody name.
  const named = useCallback(
    (box: HTMLFieldSetElement | null) => {
      box?.querySelector("[role=form]")?.setAttribute("aria-label", `${label}: conditions`);
    },
    [label],
  );
  const around = useMemo(() => ({ vocabulary, names, label }), [vocabulary, names, label]);
  const fields = vocabulary.conditions.map(({ type, label: text }) => ({ name: type, value: type, label: text }));
  return (
    <AroundContext.Provider value={around}>
      <fieldset className="builder" ref={named}>
        <legend className="unseen">{label}</legend>
        <QueryBuilder
          query={query}
          onQueryChange={(next) => {
            setQuery(next as RuleGroupType);
            const conditions = conditionsIn(next as RuleGroupType);
            // The builder also calls when it is drawn: looking at a policy is no change of it.
            if (JSON.stringify(conditions) !== JSON.stringify(conditionsIn(query))) onChange(conditions);
          }}
          fields={fields}
          combinators={combinators}
          operators={[{ name: "=", value: "=", label: "=" }]}
          getDefaultValue={({ field }) => defaultsOf(vocabulary, field)}
          getDefaultField="recipient-domain"
          addRuleToNewGroups
          showShiftActions
          resetOnFieldChange
          disabled={disabled}
          controlElements={controls}
          suppressStandardClassnames={false}
        />
      </fieldset>
    </AroundContext.Provider>
  );
}

/** The builder's own form of conditions; it is made anew only when they were changed elsewhere, so that no line is drawn anew. */
function useQueryOf(conditions: ConditionNode | undefined, preset: "all" | "any") {
  const [query, setQuery] = useState(() => queryOf(conditions ?? emptyGroup(preset)));
  const text = JSON.stringify(conditions);
  useEffect(() => {
    const given = text === undefined ? undefined : (JSON.parse(text) as ConditionNode);
    setQuery((now) => {
      const own = JSON.stringify(conditionsIn(now));
      return own === text || own === JSON.stringify(conditionsIn(queryOf(given ?? emptyGroup(preset))))
        ? now
        : queryOf(given ?? emptyGroup(preset));
    });
  }, [text, preset]);
  return [query, setQuery] as const;
}

function emptyGroup(preset: "all" | "any"): ConditionNode {
  return preset === "all" ? { all: [] } : { any: [] };
}

function conditionsIn(query: RuleGroupType): ConditionNode | undefined {
  return query.rules.length === 0 ? undefined : conditionsOf(query);
}

/** What a condition's settings are before anybody chose: what its schema says. */
export function defaultsOf({ conditions }: Pick<VocabularyAnswer, "conditions">, type: string): Settings {
  return startingSettings(conditions.find((one) => one.type === type)?.settings ?? {});
}

/** Settings with the defaults of a schema, and the first choice where one must be made. */
export function startingSettings(schema: Settings): Settings {
  const properties = (schema.properties ?? {}) as Record<string, Settings>;
  const required = (schema.required ?? []) as string[];
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, property]): [string, unknown][] => {
      if ("default" in property) return [[key, property.default]];
      if (!required.includes(key)) return [];
      if (Array.isArray(property.enum)) return [[key, property.enum[0]]];
      if (property.type === "array") return [[key, []]];
      if (key === "detector") return [[key, "payment-card"]];
      return property.type === "string" ? [[key, ""]] : [];
    }),
  );
}

const combinators = [
  { name: "all", value: "all", label: "All of" },
  { name: "any", value: "any", label: "Any of" },
  { name: "none", value: "none", label: "None of" },
];

function Combinator({ value, handleOnChange, disabled, level }: CombinatorSelectorProps) {
  const { label } = useAround();
  const options = combinators.map((one) => ({ value: one.value, label: one.label }));
  return (
    <div className="combinator">
      <Select
        ariaLabel={
          level === 0 ? `${label}: how the conditions are joined` : "How the conditions of this group are joined"
        }
        selectedOption={options.find((one) => one.value === value) ?? null}
        options={options}
        disabled={disabled}
        onChange={({ detail }) => handleOnChange(detail.selectedOption.value)}
      />
      <span className="quiet">these:</span>
    </div>
  );
}

function Field({ value, handleOnChange, disabled }: FieldSelectorProps) {
  const { vocabulary } = useAround();
  const found = vocabulary.conditions.find(({ type }) => type === value);
  return (
    <div className="field">
      <Select
        ariaLabel="Condition"
        selectedOption={found === undefined ? null : { value: found.type, label: found.label }}
        options={conditionGroups(vocabulary)}
        filteringType="auto"
        filteringPlaceholder="Find a condition"
        disabled={disabled}
        expandToViewport
        onChange={({ detail }) => handleOnChange(detail.selectedOption.value)}
      />
    </div>
  );
}

function Value({ field, value, handleOnChange, disabled }: ValueEditorProps) {
  const { vocabulary, names } = useAround();
  const condition = vocabulary.conditions.find(({ type }) => type === field);
  if (condition === undefined) return <span className="quiet">This condition is not known here: {field}</span>;
  const settings = (typeof value === "object" && value !== null ? value : {}) as Settings;
  return (
    <div className="settings">
      <SettingsForm
        schema={condition.settings}
        value={settings}
        names={names}
        detectors={vocabulary.detectors}
        findings={vocabulary.findings}
        disabled={disabled === true}
        onChange={handleOnChange}
      />
    </div>
  );
}

function AddCondition({ handleOnClick, disabled }: ActionProps) {
  return (
    <Button iconName="add-plus" variant="inline-link" disabled={disabled} onClick={() => handleOnClick()}>
      Add a condition
    </Button>
  );
}

function AddGroup({ handleOnClick, disabled }: ActionProps) {
  return (
    <Button iconName="add-plus" variant="inline-link" disabled={disabled} onClick={() => handleOnClick()}>
      Add a group
    </Button>
  );
}

function RemoveCondition(props: ActionProps) {
  return <Trash {...props} label="Remove this condition" />;
}

function RemoveGroup(props: ActionProps) {
  return <Trash {...props} label="Remove this group" />;
}

function Trash({ label, handleOnClick, disabled }: ActionProps) {
  return (
    <Button
      iconName="remove"
      variant="icon"
      ariaLabel={label as string}
      disabled={disabled}
      onClick={() => handleOnClick()}
    />
  );
}

function Shift({ shiftUp, shiftDown, shiftUpDisabled, shiftDownDisabled, disabled }: ShiftActionsProps) {
  return (
    <span className="shift">
      <Button
        iconName="angle-up"
        variant="icon"
        ariaLabel="Move up"
        disabled={disabled || shiftUpDisabled}
        onClick={() => shiftUp?.()}
      />
      <Button
        iconName="angle-down"
        variant="icon"
        ariaLabel="Move down"
        disabled={disabled || shiftDownDisabled}
        onClick={() => shiftDown?.()}
      />
    </span>
  );
}

const controls = {
  combinatorSelector: Combinator,
  fieldSelector: Field,
  operatorSelector: null,
  valueEditor: Value,
  addRuleAction: AddCondition,
  addGroupAction: AddGroup,
  removeRuleAction: RemoveCondition,
  removeGroupAction: RemoveGroup,
  shiftActions: Shift,
  dragHandle: null,
};
