import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Multiselect from "@cloudscape-design/components/multiselect";
import Select from "@cloudscape-design/components/select";
import Toggle from "@cloudscape-design/components/toggle";
import type { VocabularyAnswer } from "../../../../src/contracts/admin-api/policy-vocabulary.ts";
import { choiceWord, fieldWords } from "./field-words.ts";
import { HoursField } from "./hours-field.tsx";
import { LinesField } from "./lines-field.tsx";
import type { Settings } from "./query-of.ts";
import { DateField, NumberField, TextField, ZoneField } from "./simple-fields.tsx";

/** Names that settings may choose from: what the draft holds. */
export type FormNames = {
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly dictionaries: readonly { readonly id: string; readonly name: string }[];
};

type Props = {
  schema: Settings;
  value: Settings;
  names: FormNames;
  detectors: VocabularyAnswer["detectors"];
  findings: VocabularyAnswer["findings"];
  disabled: boolean;
  onChange: (value: Settings) => void;
};

/** The form of a condition's or modifier's settings, drawn from the schema that checks them. */
export function SettingsForm(props: Props) {
  const { schema, value, onChange } = props;
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Settings>);
  if (properties.length === 0) return null;
  const set = (key: string, next: unknown) => {
    const { [key]: _, ...rest } = value;
    onChange(next === undefined ? rest : { ...rest, [key]: next });
  };
  return (
    <div className="fields">
      {properties.map(([key, property]) => (
        <Property
          key={key}
          {...props}
          name={key}
          property={property}
          current={value[key]}
          set={(next) => set(key, next)}
        />
      ))}
    </div>
  );
}

type PropertyProps = Props & { name: string; property: Settings; current: unknown; set: (value: unknown) => void };

function Property(props: PropertyProps) {
  const { name, property, current, set, disabled } = props;
  const { label, help } = fieldWords[name] ?? { label: name };
  if (property.type === "boolean") {
    const checked = (current ?? property.default) === true;
    return (
      <div className="toggle">
        <Toggle checked={checked} disabled={disabled} onChange={({ detail }) => set(detail.checked)}>
          {name === "is" ? (checked ? "Yes" : "No") : label}
        </Toggle>
      </div>
    );
  }
  if (property.type === "object") return <Nested {...props} label={label} />;
  if (name === "hours") return <HoursField value={current} disabled={disabled} onChange={set} />;
  return (
    <div className={isWide(name, property) ? "wide" : undefined}>
      <FormField label={label} description={help} stretch>
        {controlFor(props)}
      </FormField>
    </div>
  );
}

function isWide(name: string, { type, items }: Settings): boolean {
  const isLines = type === "array" && (items as Settings | undefined)?.enum === undefined && name !== "groups";
  return isLines || ["pattern", "text", "html"].includes(name);
}

function controlFor({ name, property, current, set, disabled, ...rest }: PropertyProps) {
  const items = (property.items ?? {}) as Settings;
  if (name === "groups")
    return <Several options={named(rest.names.groups)} current={current} set={set} disabled={disabled} />;
  if (name === "dictionary")
    return <One options={named(rest.names.dictionaries)} current={current} set={set} disabled={disabled} />;
  if (name === "detector") {
    const options = rest.detectors.map(({ type, label, rule }) => ({ value: type, label, description: rule }));
    return <One options={options} current={current} set={set} disabled={disabled} />;
  }
  if (name === "findings") {
    const options = rest.findings.map(({ kind, label }) => ({ value: kind, label }));
    return <Several options={options} current={current} set={set} disabled={disabled} />;
  }
  if (name === "timeZone") return <ZoneField value={current} disabled={disabled} onChange={set} />;
  if (Array.isArray(property.enum))
    return <One options={choices(property.enum)} current={current ?? property.default} set={set} disabled={disabled} />;
  if (Array.isArray(items.enum)) {
    return (
      <Several options={choices(items.enum)} current={current ?? property.default} set={set} disabled={disabled} />
    );
  }
  if (property.type === "array") return <LinesField value={current} disabled={disabled} onChange={set} />;
  if (property.type === "integer" || property.type === "number")
    return <NumberField value={current ?? property.default} disabled={disabled} onChange={set} />;
  if (property.format === "date") return <DateField value={current} disabled={disabled} onChange={set} />;
  return (
    <TextField
      value={current ?? property.default}
      lines={["text", "html"].includes(name)}
      isOptional={name === "html"}
      disabled={disabled}
      onChange={set}
    />
  );
}

function Nested({ property, current, set, label, ...rest }: PropertyProps & { label: string }) {
  const value = (current ?? {}) as Settings;
  const amount = Object.values(value).reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
  const change = (next: Settings) => {
    const isEmpty = Object.values(next).every((list) => Array.isArray(list) && list.length === 0);
    set(isEmpty ? undefined : next);
  };
  return (
    <div className="wide">
      <ExpandableSection headerText={amount === 0 ? label : `${label} (${amount})`} defaultExpanded={amount > 0}>
        <SettingsForm {...rest} schema={property} value={value} onChange={change} />
      </ExpandableSection>
    </div>
  );
}

type Option = { readonly value: string; readonly label: string; readonly description?: string };
type ChoiceProps = { options: readonly Option[]; current: unknown; set: (value: unknown) => void; disabled: boolean };

function One({ options, current, set, disabled }: ChoiceProps) {
  const known = options.find(({ value }) => value === current);
  const shown = known ?? (typeof current === "string" && current !== "" ? { value: current, label: current } : null);
  return (
    <Select
      selectedOption={shown}
      options={options}
      disabled={disabled}
      placeholder="Choose one"
      empty="There is none yet"
      filteringType={options.length > 10 ? "auto" : "none"}
      expandToViewport
      onChange={({ detail }) => set(detail.selectedOption.value)}
    />
  );
}

function Several({ options, current, set, disabled }: ChoiceProps) {
  const chosen = Array.isArray(current) ? current.map(String) : [];
  const shown = chosen.map((value) => options.find((one) => one.value === value) ?? { value, label: value });
  return (
    <Multiselect
      selectedOptions={shown}
      options={options}
      disabled={disabled}
      placeholder="Choose"
      empty="There is none yet"
      filteringType={options.length > 10 ? "auto" : "none"}
      expandToViewport
      tokenLimit={6}
      onChange={({ detail }) => set(detail.selectedOptions.map(({ value }) => value))}
    />
  );
}

function choices(values: readonly unknown[]): Option[] {
  return values.map((value) => ({ value: String(value), label: choiceWord(String(value)) }));
}

function named(list: readonly { readonly id: string; readonly name: string }[]): Option[] {
  return list.map(({ id, name }) => ({ value: id, label: name, description: name === id ? undefined : id }));
}
