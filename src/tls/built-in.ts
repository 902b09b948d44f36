import { type DeliveryPolicy, deliveryPolicy, type ReceiptPolicy, receiptPolicy } from "../contracts/tls-policies.ts";

/** Id of the policy that applies when no other does; administrators' policies cannot have it. */
export const builtInId = "built-in";

const frame = {
  narrative: "Built-in: TLS where the other side offers it",
  appliesFrom: [{ kind: "everyone" }],
  appliesTo: [{ kind: "everyone" }],
  createdAt: "1970-01-01T00:00:00Z",
};

/** Applies to received mail that no Secure Receipt policy names. */
export const builtInReceipt: ReceiptPolicy = { id: builtInId, ...receiptPolicy.omit({ id: true }).parse(frame) };

/** Applies to outgoing mail that no Secure Delivery policy names. */
export const builtInDelivery: DeliveryPolicy = { id: builtInId, ...deliveryPolicy.omit({ id: true }).parse(frame) };
