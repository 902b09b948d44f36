import { createHash } from "node:crypto";
import type { Evidence, Where } from "../policy/types.ts";
import type { NamedEffect } from "../tracking/ledger.ts";
import type { Decision } from "./decision.ts";
import type { GatewaySettings } from "./settings.ts";

const mostEvidence = 10;

/** The notices that policies ask for: one a policy and person, about all recipients it decided for. */
export function policyNotices(
  messageId: string,
  decisions: readonly Decision[],
  settings: Pick<GatewaySettings, "operatorAddress">,
  senderMayBeTold: boolean,
): NamedEffect[] {
  const notices = new Map<string, { to: string | null; text: string; decisions: Decision[] }>();
  for (const decision of decisions) {
    for (const addition of decision.additions ?? []) {
      if (addition.kind !== "notify" || (addition.whom === "sender" && !senderMayBeTold)) continue;
      const administrators = addition.addresses.length > 0 ? addition.addresses : [settings.operatorAddress];
      for (const to of addition.whom === "sender" ? [null] : administrators) {
        const key = JSON.stringify([decision.policyId, to?.toLowerCase(), addition.text]);
        const notice = notices.get(key) ?? { to, text: addition.text, decisions: [] };
        notice.decisions.push(decision);
        notices.set(key, notice);
      }
    }
  }
  return [...notices].map(([key, notice]) => ({
    name: `policy-${notice.decisions[0]?.recipientId}-${shortHash(key)}`,
    effect: {
      kind: "policy-notice",
      messageId,
      to: notice.to,
      policyName: notice.decisions[0]?.policyName ?? "",
      text: notice.text,
      recipientIds: notice.decisions.map(({ recipientId }) => recipientId),
      evidence: [...new Set(notice.decisions.flatMap(({ evidence = [] }) => evidence.map(inWords)))].slice(
        0,
        mostEvidence,
      ),
      hideSubject: notice.decisions.some(({ hideSubject }) => hideSubject),
    },
  }));
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

function inWords({ redacted, where }: Evidence): string {
  return `${redacted} (${placeInWords(where)})`;
}

function placeInWords({ scope, part, line, cell }: Where): string {
  const parts = [scope, part === "" ? "" : `part ${part}`, line ? `line ${line}` : "", cell ? `cell ${cell}` : ""];
  return parts.filter((each) => each !== "").join(", ");
}
