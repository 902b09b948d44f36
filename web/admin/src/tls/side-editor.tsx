import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TlsPoliciesAnswer } from "../../../../src/contracts/admin-api/tls.ts";
import type { Selector } from "../../../../src/contracts/tls-policies.ts";
import { sideKinds } from "./tls-words.ts";

type Groups = TlsPoliciesAnswer["groups"];
type Props = {
  label: string;
  side: readonly Selector[];
  groups: Groups;
  disabled: boolean;
  onChange: (side: readonly Selector[]) => void;
};

/** Whom one side of a policy names: a line for each. */
export function SideEditor({ label, side, groups, disabled, onChange }: Props) {
  const replace = (index: number, selector: Selector) => onChange(side.with(index, selector));
  return (
    <fieldset className="tls-side" aria-label={label} disabled={disabled}>
      {side.map((selector, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
        <div className="tls-side-row" key={index}>
          <Select
            ariaLabel={`${label}, line ${index + 1}: kind`}
            disabled={disabled}
            selectedOption={sideKinds.find(({ value }) => value === selector.kind) ?? null}
            options={[...sideKinds]}
            onChange={({ detail }) => replace(index, blankOf(detail.selectedOption.value as Selector["kind"], groups))}
          />
          <Value
            selector={selector}
            groups={groups}
            label={`${label}, line ${index + 1}`}
            disabled={disabled}
            onChange={(next) => replace(index, next)}
          />
          <Button
            iconName="remove"
            variant="icon"
            ariaLabel={`Remove line ${index + 1} of ${label}`}
            disabled={disabled || side.length === 1}
            onClick={() => onChange(side.toSpliced(index, 1))}
          />
        </div>
      ))}
      {disabled ? null : (
        <Button iconName="add-plus" onClick={() => onChange([...side, blankOf("domain", groups)])}>
          Add a line
        </Button>
      )}
    </fieldset>
  );
}

function blankOf(kind: Selector["kind"], groups: Groups): Selector {
  switch (kind) {
    case "domain":
      return { kind, domain: "", subdomains: false };
    case "group":
      return { kind, group: groups[0]?.id ?? "" };
    case "attribute":
      return { kind, name: "", value: "" };
    case "individual":
      return { kind, address: "" };
    default:
      return { kind };
  }
}

type ValueProps = {
  selector: Selector;
  groups: Groups;
  label: string;
  disabled: boolean;
  onChange: (selector: Selector) => void;
};

function Value({ selector, groups, label, disabled, onChange }: ValueProps) {
  const text = (what: string, value: string, placeholder: string, set: (value: string) => void) => (
    <Input
      ariaLabel={`${label}: ${what}`}
      disabled={disabled}
      value={value}
      placeholder={placeholder}
      onChange={({ detail }) => set(detail.value)}
    />
  );
  if (selector.kind === "individual")
    return text("address", selector.address, "bob@partner.example", (address) => onChange({ ...selector, address }));
  if (selector.kind === "domain")
    return (
      <SpaceBetween size="xxs">
        {text("domain", selector.domain, "partner.example", (domain) => onChange({ ...selector, domain }))}
        <Checkbox
          checked={selector.subdomains}
          disabled={disabled}
          onChange={({ detail }) => onChange({ ...selector, subdomains: detail.checked })}
        >
          and the domains below it
        </Checkbox>
      </SpaceBetween>
    );
  if (selector.kind === "attribute")
    return (
      <SpaceBetween size="xxs">
        {text("attribute", selector.name, "department", (name) => onChange({ ...selector, name }))}
        {text("value", selector.value, "Finance", (value) => onChange({ ...selector, value }))}
      </SpaceBetween>
    );
  if (selector.kind === "group")
    return <GroupSelect {...{ groups, label, disabled, onChange }} group={selector.group} />;
  return <span />;
}

function GroupSelect({ group, groups, label, disabled, onChange }: Omit<ValueProps, "selector"> & { group: string }) {
  const options = groups.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      ariaLabel={`${label}: group`}
      disabled={disabled}
      empty="There is no group yet"
      selectedOption={options.find(({ value }) => value === group) ?? null}
      options={options}
      onChange={({ detail }) => onChange({ kind: "group", group: detail.selectedOption.value ?? "" })}
    />
  );
}
