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

/**
 * The sender is told of what waits for review after it was judged, unless a policy tells them of it already. About
 * loops, viruses and mail that names its recipients oddly nobody is told: a mail could make it worse.
 */
export function heldNotice(messageId: string, decisions: readonly Decision[]): NamedEffect[] {
  const judged = decisions.filter(({ profile, added }) => profile !== undefined && added === undefined);
  const held = judged.filter(({ disposition }) => disposition === "hold");
  const silent = held.filter(
    ({ additions = [] }) => !additions.some((addition) => addition.kind === "notify" && addition.whom === "sender"),
  );
  const [first] = silent;
  if (first === undefined) return [];
  const effect = {
    kind: "policy-notice",
    messageId,
    to: null,
    policyName: first.policyName ?? "",
    text: "",
    recipientIds: silent.map(({ recipientId }) => recipientId),
    evidence: [],
    hideSubject: silent.some(({ hideSubject }) => hideSubject),
  } as const;
  return [{ name: `held-${first.recipientId}`, effect }];
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
