import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Multiselect from "@cloudscape-design/components/multiselect";
import { choiceWord } from "./field-words.ts";

type Hours = { readonly days: readonly string[]; readonly from: string; readonly to: string };
type Props = { value: unknown; disabled: boolean; onChange: (hours: readonly Hours[] | undefined) => void };

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((value) => ({ value, label: choiceWord(value) }));
const office: Hours = { days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", to: "18:00" };

/** Hours of the week, a line each: days, from, to. */
export function HoursField({ value, disabled, onChange }: Props) {
  const list = (Array.isArray(value) ? value : []) as readonly Hours[];
  const change = (next: readonly Hours[]) => onChange(next.length === 0 ? undefined : next);
  return (
    <div className="wide hours">
      {list.map((hours, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
        <div key={index} className="hour">
          <FormField label="Days">
            <Multiselect
              selectedOptions={days.filter((day) => hours.days.includes(day.value))}
              options={days}
              disabled={disabled}
              hideTokens
              placeholder={hours.days.map(choiceWord).join(", ") || "Choose days"}
              expandToViewport
              onChange={({ detail }) =>
                change(list.with(index, { ...hours, days: detail.selectedOptions.map((day) => day.value ?? "") }))
              }
            />
          </FormField>
          <FormField label="From">
            <Input
              value={hours.from}
              disabled={disabled}
              placeholder="08:00"
              onChange={({ detail }) => change(list.with(index, { ...hours, from: detail.value }))}
            />
          </FormField>
          <FormField label="To">
            <Input
              value={hours.to}
              disabled={disabled}
              placeholder="18:00"
              onChange={({ detail }) => change(list.with(index, { ...hours, to: detail.value }))}
            />
          </FormField>
          <Button
            iconName="remove"
            variant="icon"
            ariaLabel="Remove these hours"
            disabled={disabled}
            onClick={() => change(list.toSpliced(index, 1))}
          />
        </div>
      ))}
      <Button iconName="add-plus" variant="inline-link" disabled={disabled} onClick={() => change([...list, office])}>
        Add hours
      </Button>
    </div>
  );
}
