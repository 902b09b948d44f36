import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import type { VocabularyAnswer } from "../../../../src/contracts/admin-api/policy-vocabulary.ts";
import { startingSettings } from "./condition-builder.tsx";
import type { Settings } from "./query-of.ts";
import { type FormNames, SettingsForm } from "./settings-form.tsx";

type Modifier = { readonly type: string; readonly settings: Settings };
type Props = {
  value: readonly Modifier[];
  vocabulary: VocabularyAnswer;
  names: FormNames;
  disabled: boolean;
  onChange: (modifiers: readonly Modifier[]) => void;
};

/** What else is done with a message that a policy matched, in its order. */
export function ModifiersForm({ value, vocabulary, names, disabled, onChange }: Props) {
  const { modifiers, detectors, findings } = vocabulary;
  return (
    <div className="modifiers">
      {value.map(({ type, settings }, index) => {
        const known = modifiers.find((one) => one.type === type);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a modifier has no name but its place
          <div key={index} className="modifier">
            <div className="modifier-head">
              <b>{known?.label ?? type}</b>
              <Button
                iconName="remove"
                variant="icon"
                ariaLabel={`Remove: ${known?.label ?? type}`}
                disabled={disabled}
                onClick={() => onChange(value.toSpliced(index, 1))}
              />
            </div>
            <SettingsForm
              schema={known?.settings ?? {}}
              value={settings}
              disabled={disabled}
              onChange={(next) => onChange(value.with(index, { type, settings: next }))}
              {...{ names, detectors, findings }}
            />
          </div>
        );
      })}
      <ButtonDropdown
        disabled={disabled}
        expandToViewport
        items={modifiers.map(({ type, label }) => ({ id: type, text: label }))}
        onItemClick={({ detail }) => {
          const known = modifiers.find((one) => one.type === detail.id);
          onChange([...value, { type: detail.id, settings: startingSettings(known?.settings ?? {}) }]);
        }}
      >
        Also do
      </ButtonDropdown>
    </div>
  );
}
