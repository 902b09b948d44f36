import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import { HoursField } from "./hours-field.tsx";
import type { Settings } from "./query-of.ts";
import { DateField, ZoneField } from "./simple-fields.tsx";

type Props = { value: Settings | undefined; disabled: boolean; onChange: (validity: Settings | undefined) => void };

/** When a policy applies: always, or between days and in hours of the week. */
export function ValidityForm({ value, disabled, onChange }: Props) {
  const set = (key: string, next: unknown) => {
    const { [key]: _, ...rest } = value ?? {};
    onChange(next === undefined ? rest : { ...rest, [key]: next });
  };
  return (
    <div className="validity">
      <RadioGroup
        ariaLabel="When the policy applies"
        value={value === undefined ? "always" : "sometimes"}
        items={[
          { value: "always", label: "Always", disabled },
          { value: "sometimes", label: "Between days, or in some hours of the week", disabled },
        ]}
        onChange={({ detail }) => onChange(detail.value === "always" ? undefined : { timeZone: "UTC" })}
      />
      {value === undefined ? null : (
        <div className="fields">
          <FormField label="From" description="This day is the first one">
            <DateField value={value.from} disabled={disabled} onChange={(next) => set("from", next)} />
          </FormField>
          <FormField label="To" description="This day is the last one">
            <DateField value={value.to} disabled={disabled} onChange={(next) => set("to", next)} />
          </FormField>
          <FormField label="Time zone" description="Of days and hours">
            <ZoneField value={value.timeZone} disabled={disabled} onChange={(next) => set("timeZone", next)} />
          </FormField>
          <HoursField value={value.weekly} disabled={disabled} onChange={(next) => set("weekly", next)} />
        </div>
      )}
    </div>
  );
}
