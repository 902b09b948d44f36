import type { ReadinessRow } from "../contracts/admin-api/tls.ts";
import type { DeliveryRecord, WireRecord } from "../contracts/tls-records.ts";

/** What is known of one delivery to a partner. */
export type Observation = {
  readonly domain: string;
  readonly delivered: boolean;
  /** It came to nothing for want of TLS. */
  readonly tlsFailed: boolean;
  readonly delivery?: DeliveryRecord;
  readonly wire?: WireRecord;
};

/** Which partner domains could be enforced, from what was observed; most mail first. */
export function readiness(
  observations: readonly Observation[],
  enforcedBy: (domain: string) => string | null,
): readonly ReadinessRow[] {
  const domains = Map.groupBy(observations, ({ domain }) => domain);
  const rows = [...domains].map(([domain, seen]) => rowOf(domain, seen, enforcedBy(domain)));
  return rows.sort((a, b) => b.messages - a.messages || (a.domain < b.domain ? -1 : 1));
}

function rowOf(domain: string, seen: readonly Observation[], enforcedBy: string | null): ReadinessRow {
  const kinds = seen.map(kindOf);
  const count = (kind: ReturnType<typeof kindOf>) => kinds.filter((one) => one === kind).length;
  const [overTls, unknown, failed] = [count("over-tls"), count("unknown"), count("failed")];
  const verdict = enforcedBy !== null ? "enforced" : failed > 0 ? "would-fail" : overTls > 0 ? "safe" : "not-known";
  const sentence = sentences[verdict](enforcedBy ?? "", { overTls, failed });
  return { domain, messages: seen.length, overTls, unknown, failed, enforcedBy, verdict, sentence };
}

/** SES tells of TLS only where it was required; the company's own mail server shows its connection, not the next. */
function kindOf({ delivered, tlsFailed, delivery, wire }: Observation): "over-tls" | "failed" | "unknown" | "open" {
  if (tlsFailed) return "failed";
  if (!delivered) return "open";
  return delivery?.tls === "require" && (delivery.route === "ses" || wire?.version !== undefined)
    ? "over-tls"
    : "unknown";
}

type Counts = { readonly overTls: number; readonly failed: number };

const sentences: Readonly<Record<ReadinessRow["verdict"], (policy: string, counts: Counts) => string>> = {
  enforced: (policy, { failed }) =>
    failed > 0
      ? `${policy} enforces TLS here; ${failed} of these messages could not be delivered over it.`
      : `${policy} enforces TLS here, and nothing failed.`,
  safe: (_, { overTls }) => `${overTls} were delivered over required TLS and none failed: it could be enforced.`,
  "would-fail": (_, { failed }) => `${failed} could not be delivered over TLS: enforcing it would fail today.`,
  "not-known": () =>
    "TLS was used if it was offered, and Amazon SES does not say. Send a test mail, or run sealgate tls check.",
};
