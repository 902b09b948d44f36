import type { StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { ReadinessRow, TlsRow } from "../../../../src/contracts/admin-api/tls.ts";
import type { Selector } from "../../../../src/contracts/tls-policies.ts";

type Light = { readonly type: StatusIndicatorProps.Type; readonly text: string };

/** The light beside a policy. */
export const lights: Readonly<Record<TlsRow["light"], Light>> = {
  active: { type: "success", text: "Active" },
  override: { type: "success", text: "Override" },
  future: { type: "pending", text: "Future" },
  expired: { type: "stopped", text: "Expired" },
  disabled: { type: "stopped", text: "Disabled" },
};

/** What the report says of a partner, in a word or two. */
export const verdicts: Readonly<Record<ReadinessRow["verdict"], Light>> = {
  enforced: { type: "success", text: "Enforced" },
  safe: { type: "success", text: "Could be enforced" },
  "would-fail": { type: "error", text: "Would fail" },
  "not-known": { type: "pending", text: "Not known" },
};

/** Whom a side can name, in the field's usual order. */
export const sideKinds: readonly { readonly value: Selector["kind"]; readonly label: string }[] = [
  { value: "everyone", label: "Everyone" },
  { value: "internal", label: "Internal (the company)" },
  { value: "external", label: "External (all others)" },
  { value: "domain", label: "Email domain" },
  { value: "group", label: "Address group" },
  { value: "attribute", label: "Address attribute" },
  { value: "individual", label: "Individual address" },
];

/** How strict a policy is. */
export const optionWords = {
  default: { label: "Default", description: "The same as opportunistic" },
  enforced: { label: "Enforced TLS", description: "Without TLS the message is not taken, or not sent" },
  opportunistic: { label: "Opportunistic TLS", description: "TLS where the other side offers it" },
} as const;
