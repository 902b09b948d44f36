import type { DeliveryPolicy, Selector } from "../contracts/tls-policies.ts";
import { listed } from "../policy/address-match.ts";
import type { TlsPolicyFrame } from "./types.ts";

/** A selector in plain words. */
export function describeSelector(selector: Selector): string {
  switch (selector.kind) {
    case "everyone":
      return "everyone";
    case "internal":
      return "anyone in the company";
    case "external":
      return "anyone outside the company";
    case "domain":
      return `anyone at ${selector.domain}${selector.subdomains ? " or below it" : ""}`;
    case "group":
      return `the group ${selector.group}`;
    case "attribute":
      return `anyone whose ${selector.name} is ${selector.value}`;
    case "individual":
      return selector.address;
  }
}

/** A side of a policy in plain words. */
export function describeSide(side: readonly Selector[]): string {
  return listed(side.map(describeSelector));
}

const optionWords = {
  default: "TLS is used where it is offered (the default)",
  opportunistic: "TLS is used where it is offered",
};

/** What a policy asks of a connection, in plain words. */
export function describeDemand(policy: TlsPolicyFrame | DeliveryPolicy): string {
  const { option, minimumTls } = policy;
  if (option !== "enforced") return optionWords[option];
  const versionLeftOpen = "route" in policy && policy.route === "ses" && minimumTls === "1.2";
  return versionLeftOpen ? "TLS is required" : `TLS ${minimumTls} or later is required`;
}

const unavailableWords = {
  return: "it is returned to the sender",
  mpc: "it is sealed in the Message Pickup Center instead",
  hold: "it is held and tried again",
};

/** A whole policy in one sentence. */
export function describePolicy(policy: TlsPolicyFrame | DeliveryPolicy): string {
  const { appliesFrom, appliesTo, bidirectional, sourceRanges, validity } = policy;
  const parts = [
    `For mail from ${describeSide(appliesFrom)} to ${describeSide(appliesTo)}`,
    ...(bidirectional ? ["in both directions"] : []),
    ...(sourceRanges.length > 0 ? [`coming from ${listed(sourceRanges)}`] : []),
    describeDemand(policy),
  ];
  const dates = [
    ...(validity?.from === undefined ? [] : [`from ${validity.from}`]),
    ...(validity?.to === undefined ? [] : [`until ${validity.to}`]),
  ];
  const sentences = [
    `${parts.join(", ")}.`,
    ...(policy.option === "enforced" && "route" in policy ? [describeDelivery(policy)] : []),
    ...(dates.length > 0 ? [`In force ${dates.join(" ")}.`] : []),
    ...(policy.override ? ["It goes before policies without override."] : []),
  ];
  return sentences.join(" ");
}

function describeDelivery({ certificate, route, whenUnavailable }: DeliveryPolicy): string {
  const proof = certificate === "trusted" ? " with a certificate that is trusted" : "";
  const way = route === "smtp" ? "the company's own mail server" : "Amazon SES";
  return `It leaves by ${way}${proof}; where that cannot be had, ${unavailableWords[whenUnavailable]}.`;
}
