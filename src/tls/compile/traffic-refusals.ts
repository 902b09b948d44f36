import type { Refusal } from "./company-mail.ts";
import { trafficLimits } from "./traffic-policy.ts";

/** More than a traffic policy can say. */
export const beyondLimits: Refusal = {
  policyId: null,
  sentence: `The policies that name recipients or networks need more than Mail Manager takes (${trafficLimits.statements} statements of ${trafficLimits.conditions} conditions). Name fewer, or require TLS for the whole gateway.`,
  offer: "require-for-all",
};

/** More domains than are worth a call each. */
export const tooManyDomains: Refusal = {
  policyId: null,
  sentence: `The policies name more than ${trafficLimits.listed} domains. Name fewer, or require TLS for the whole gateway.`,
  offer: "require-for-all",
};
