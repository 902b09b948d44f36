import Checkbox from "@cloudscape-design/components/checkbox";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import Toggle from "@cloudscape-design/components/toggle";
import type { EditedPolicy } from "./new-tls-policy.ts";

type Props = {
  policy: EditedPolicy;
  set: (change: Partial<EditedPolicy>) => void;
  timeZone: string;
  disabled: boolean;
};

/** When the policy is in force, and what else narrows it. */
export function ValidityFields({ policy, set, timeZone, disabled }: Props) {
  const { validity } = policy;
  return (
    <Container header={<Header variant="h2">Validity</Header>}>
      <SpaceBetween size="m">
        <Toggle
          checked={policy.enabled}
          disabled={disabled}
          onChange={({ detail }) => set({ enabled: detail.checked })}
        >
          Enabled
        </Toggle>
        <RadioGroup
          ariaLabel="Period"
          value={validity === undefined ? "always" : "period"}
          items={[
            { value: "always", label: "Always on", disabled },
            {
              value: "period",
              label: `From and to (${timeZone})`,
              disabled,
              description: "After its end the policy is no longer asked.",
            },
          ]}
          onChange={({ detail }) => set({ validity: detail.value === "always" ? undefined : {} })}
        />
        {validity === undefined ? null : (
          <ColumnLayout columns={2} minColumnWidth={160}>
            {(["from", "to"] as const).map((limit) => (
              <FormField key={limit} label={limit === "from" ? "From" : "To (its day counts whole)"}>
                <Input
                  value={validity[limit] ?? ""}
                  placeholder="2026-12-31 or 2026-12-31T17:00"
                  disabled={disabled}
                  onChange={({ detail }) => set({ validity: { ...validity, [limit]: detail.value || undefined } })}
                />
              </FormField>
            ))}
          </ColumnLayout>
        )}
        <Checkbox
          checked={policy.override}
          disabled={disabled}
          onChange={({ detail }) => set({ override: detail.checked })}
        >
          Override: goes before all policies without it
        </Checkbox>
        <Checkbox
          checked={policy.bidirectional}
          disabled={disabled}
          onChange={({ detail }) => set({ bidirectional: detail.checked })}
        >
          Bi-directional: also for mail from “to” to “from”
        </Checkbox>
        <FormField label="Source IP ranges" description="Networks in CIDR form, one a line; none: mail from anywhere.">
          <Textarea
            value={policy.sourceRanges.join("\n")}
            placeholder={"203.0.113.0/24\n2001:db8::/32"}
            rows={3}
            disabled={disabled}
            onChange={({ detail }) => set({ sourceRanges: detail.value === "" ? [] : detail.value.split("\n") })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
