import FormField from "@cloudscape-design/components/form-field";
import RadioGroup, { type RadioGroupProps } from "@cloudscape-design/components/radio-group";

type Props<Value extends string> = {
  readonly label: string;
  readonly description: string;
  readonly value: Value;
  readonly items: readonly (RadioGroupProps.RadioButtonDefinition & { readonly value: Value })[];
  readonly readOnly: boolean;
  readonly onChange: (value: Value) => void;
};

/** One of a few ways, all of them in sight. */
export function ChoiceField<Value extends string>({ label, description, items, onChange, ...rest }: Props<Value>) {
  return (
    <FormField label={label} description={description}>
      <RadioGroup {...rest} items={items} onChange={({ detail }) => onChange(detail.value as Value)} />
    </FormField>
  );
}
