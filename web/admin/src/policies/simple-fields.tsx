import DateInput from "@cloudscape-design/components/date-input";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import Textarea from "@cloudscape-design/components/textarea";

type Props<Value> = { value: unknown; disabled: boolean; onChange: (value: Value | undefined) => void };

/** A text; without content it is no setting where it is optional. */
export function TextField({
  value,
  lines,
  isOptional,
  disabled,
  onChange,
}: Props<string> & { lines: boolean; isOptional: boolean }) {
  const shared = {
    value: typeof value === "string" ? value : "",
    disabled,
    onChange: ({ detail }: { detail: { value: string } }) =>
      onChange(isOptional && detail.value === "" ? undefined : detail.value),
  };
  return lines ? <Textarea {...shared} rows={4} /> : <Input {...shared} spellcheck={false} />;
}

/** A whole number; empty is no setting. */
export function NumberField({ value, disabled, onChange }: Props<number>) {
  return (
    <Input
      type="number"
      inputMode="numeric"
      value={value === undefined || value === null ? "" : String(value)}
      disabled={disabled}
      onChange={({ detail }) => onChange(detail.value.trim() === "" ? undefined : Number(detail.value))}
    />
  );
}

/** A day; empty is no setting. */
export function DateField({ value, disabled, onChange }: Props<string>) {
  return (
    <DateInput
      value={typeof value === "string" ? value : ""}
      disabled={disabled}
      format="iso"
      placeholder="YYYY-MM-DD"
      onChange={({ detail }) => onChange(detail.value === "" ? undefined : detail.value)}
    />
  );
}

/** A time zone by name. */
export function ZoneField({ value, disabled, onChange }: Props<string>) {
  const current = typeof value === "string" && value !== "" ? value : "UTC";
  return (
    <Select
      selectedOption={{ value: current, label: current }}
      options={["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => ({ value: zone, label: zone }))}
      disabled={disabled}
      filteringType="auto"
      virtualScroll
      expandToViewport
      onChange={({ detail }) => onChange(detail.selectedOption.value)}
    />
  );
}
