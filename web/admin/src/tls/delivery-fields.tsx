import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { EditedPolicy } from "./new-tls-policy.ts";

type Props = {
  policy: EditedPolicy;
  set: (change: Partial<EditedPolicy>) => void;
  smtpRoute: boolean;
  disabled: boolean;
};

const fallbacks = [
  { value: "mpc", label: "Seal it in the Message Pickup Center instead" },
  { value: "return", label: "Return it to the sender" },
  { value: "hold", label: "Hold it and try again for five days" },
] as const;

/** Which way out, what certificate, and what happens where TLS cannot be had. */
export function DeliveryFields({ policy, set, smtpRoute, disabled }: Props) {
  const { route = "ses", certificate = "any", whenUnavailable = "mpc", alsoFor = [] } = policy;
  const toggle = (kind: "replies" | "notices", on: boolean) =>
    set({ alsoFor: on ? [...alsoFor, kind] : alsoFor.filter((one) => one !== kind) });
  return (
    <Container header={<Header variant="h2">Delivery</Header>}>
      <SpaceBetween size="m">
        <FormField label="Route">
          <RadioGroup
            value={route}
            items={[
              {
                value: "ses",
                label: "Amazon SES",
                disabled,
                description: "Requires TLS, and neither checks certificates nor tells the version.",
              },
              {
                value: "smtp",
                label: "The company's own mail server",
                disabled: disabled || !smtpRoute,
                description: smtpRoute
                  ? "The connection to it is seen: version, cipher and certificate."
                  : "None is set up: deploy with -c smtpRoute=smtp://mail.company.example:587.",
              },
            ]}
            onChange={({ detail }) => set({ route: detail.value as "ses" | "smtp" })}
          />
        </FormField>
        {policy.option === "enforced" ? (
          <SpaceBetween size="m">
            <FormField label="Certificate">
              <RadioGroup
                value={certificate}
                items={[
                  { value: "any", label: "Any", disabled },
                  {
                    value: "trusted",
                    label: "Trusted",
                    disabled,
                    description: "Only the company's own mail server route can check it.",
                  },
                ]}
                onChange={({ detail }) => set({ certificate: detail.value as "any" | "trusted" })}
              />
            </FormField>
            <FormField label="Where TLS cannot be had">
              <RadioGroup
                value={whenUnavailable}
                items={fallbacks.map((one) => ({ ...one, disabled }))}
                onChange={({ detail }) => set({ whenUnavailable: detail.value as "mpc" | "return" | "hold" })}
              />
            </FormField>
          </SpaceBetween>
        ) : null}
        <FormField label="Also for">
          {(["replies", "notices"] as const).map((kind) => (
            <Checkbox
              key={kind}
              checked={alsoFor.includes(kind)}
              disabled={disabled}
              onChange={({ detail }) => toggle(kind, detail.checked)}
            >
              {kind === "replies" ? "Replies that recipients write" : "Notices of the Message Pickup Center"}
            </Checkbox>
          ))}
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
