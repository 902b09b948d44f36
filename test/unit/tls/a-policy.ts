import type { DeliveryPolicy, ReceiptPolicy } from "../../../src/contracts/tls-policies.ts";
import { deliveryPolicy, receiptPolicy } from "../../../src/contracts/tls-policies.ts";
import type { TlsContext, TlsQuestion } from "../../../src/tls/types.ts";

const frame = {
  id: "a-policy",
  narrative: "A policy",
  appliesFrom: [{ kind: "everyone" }],
  appliesTo: [{ kind: "everyone" }],
  createdAt: "2026-01-01T00:00:00Z",
};

/** A Secure Receipt policy from everyone to everyone, but for what is given. */
export const aReceipt = (given: object = {}): ReceiptPolicy => receiptPolicy.parse({ ...frame, ...given });

/** A Secure Delivery policy from everyone to everyone, but for what is given. */
export const aDelivery = (given: object = {}): DeliveryPolicy => deliveryPolicy.parse({ ...frame, ...given });

/** A message from alice to bob at noon. */
export const aQuestion = (given: Partial<TlsQuestion> = {}): TlsQuestion => ({
  envelopeSender: "alice@company.example",
  headerFrom: ["alice@company.example"],
  recipient: "bob@partner.example",
  sourceIp: "203.0.113.7",
  receivedAt: new Date("2026-06-15T12:00:00Z"),
  ...given,
});

/** A company whose directory knows alice and bob. */
export const aContext = (given: Partial<TlsContext> = {}): TlsContext => ({
  companyDomains: new Set(["company.example"]),
  timeZone: "UTC",
  directory: {
    groupsOf: (address) => (address.startsWith("alice@") ? ["treasury"] : address.startsWith("bob@") ? ["buyers"] : []),
    attributesOf: (address): Record<string, string> =>
      address.startsWith("alice@") ? { department: "Finance" } : address.startsWith("bob@") ? { tier: "gold" } : {},
    containing: (group) => (group === "treasury" ? ["finance"] : group === "finance" ? ["treasury"] : []),
  },
  ...given,
});
