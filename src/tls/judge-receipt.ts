import type { ReceiptPolicy } from "../contracts/tls-policies.ts";

/** TLS versions as the wire names them, oldest first. */
export const tlsVersions = ["1.0", "1.1", "1.2", "1.3"] as const;
export type TlsVersion = (typeof tlsVersions)[number];

/** What is known of the connection a message came by. `least`: the version it was, or the lowest it can have been. */
export type TlsFacts =
  | { readonly tls: "yes"; readonly least: TlsVersion; readonly exact: boolean }
  | { readonly tls: "no" }
  | { readonly tls: "unknown" };

/** Whether a message may be taken; otherwise the RFC 3463 status and texts for reply and report. */
export type ReceiptVerdict =
  | { readonly accepted: true; readonly sentence: string }
  | {
      readonly accepted: false;
      readonly status: "5.7.10";
      readonly why: "no-tls" | "old-tls" | "unknown-tls";
      /** One line of ASCII, without names. */
      readonly diagnostic: string;
      readonly sentence: string;
    };

/** Judges how a message came; enforced TLS that is not known counts as not met. */
export function judgeReceipt(policy: Pick<ReceiptPolicy, "option" | "minimumTls">, facts: TlsFacts): ReceiptVerdict {
  const came = describeFacts(facts);
  if (policy.option !== "enforced") return { accepted: true, sentence: `${came}; TLS was not required.` };
  if (facts.tls === "no") return refused("no-tls", "the message was not sent over TLS", policy.minimumTls, came);
  if (facts.tls === "unknown")
    return refused("unknown-tls", "it is not known that the message was sent over TLS", policy.minimumTls, came);
  if (isAtLeast(facts.least, policy.minimumTls))
    return { accepted: true, sentence: `${came}, as required (TLS ${policy.minimumTls} or later).` };
  if (facts.exact) return refused("old-tls", `the message was sent over TLS ${facts.least}`, policy.minimumTls, came);
  return refused("unknown-tls", "the TLS version the message was sent over is not known", policy.minimumTls, came);
}

/** Whether one TLS version is the other or a later one. */
export function isAtLeast(version: TlsVersion, minimum: TlsVersion): boolean {
  return tlsVersions.indexOf(version) >= tlsVersions.indexOf(minimum);
}

/** How a message came, in plain words. */
export function describeFacts(facts: TlsFacts): string {
  if (facts.tls === "no") return "The message came without TLS";
  if (facts.tls === "unknown") return "Whether the message came over TLS is unknown";
  return `The message came over TLS ${facts.least}${facts.exact ? "" : " or later"}`;
}

type Refused = Extract<ReceiptVerdict, { accepted: false }>;

function refused(why: Refused["why"], what: string, minimum: string, came: string): Refused {
  return {
    accepted: false,
    status: "5.7.10",
    why,
    diagnostic: `550 5.7.10 Encryption needed: TLS ${minimum} or later is required for this recipient, and ${what}`,
    sentence: `${came}; TLS ${minimum} or later was required, so it was not accepted.`,
  };
}
