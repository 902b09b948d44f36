import type { ReadMessage } from "../mail/message.ts";
import { topReceived } from "../mail/received.ts";
import { collect } from "../policy/collect.ts";
import { emptyDirectory } from "../policy/directory.ts";
import { evaluate } from "../policy/evaluate.ts";
import { profileOf } from "../policy/profile-of.ts";
import { questionsOf } from "../policy/questions-of.ts";
import type { PolicyVersion } from "../policy/repository.ts";
import type { Facts, Judgement, Trace, TraceNode, Verdict } from "../policy/types.ts";
import type { RecipientRecord } from "../tracking/message-record.ts";
import type { Decision } from "./decision.ts";

/** The evaluation as it is kept in the ledger. */
export type StoredJudgement = { readonly facts: Facts; readonly judgement: Judgement };

/** Asks the policies in force about each recipient. */
export async function judge(
  message: ReadMessage,
  envelope: { readonly from: string; readonly receivedAt: string },
  recipients: readonly RecipientRecord[],
  { policySet }: PolicyVersion,
): Promise<{ decisions: Decision[]; stored: StoredJudgement }> {
  const sender = envelope.from === "" ? null : envelope.from;
  const judged = {
    sender,
    recipients: recipients.map(({ address }) => address),
    sourceIp: topReceived(message.headers)?.sourceIp,
    receivedAt: envelope.receivedAt,
  };
  const facts = await collect(message, judged, questionsOf(policySet));
  const judgement = evaluate(facts, policySet, emptyDirectory, new Date(envelope.receivedAt));
  const decisions = recipients.map((recipient) => decisionOf(recipient, facts, judgement, policySet));
  return { decisions, stored: { facts, judgement } };
}

function decisionOf(
  recipient: RecipientRecord,
  facts: Facts,
  judgement: Judgement,
  policySet: PolicyVersion["policySet"],
): Decision {
  const verdict = judgement.verdicts.find(({ recipient: address }) => address === recipient.address);
  if (!verdict) throw new Error("the evaluation left a recipient out");
  const profile = profileOf(policySet, verdict.encryptionProfile);
  const inSubject = foundInSubject(facts) || matchedInSubject(judgement.traces[verdict.trace], verdict.policyId);
  return {
    recipientId: recipient.recipientId,
    address: recipient.address,
    disposition: verdict.disposition,
    ...(verdict.policyId !== null && { policyId: verdict.policyId }),
    ...(verdict.policyName !== null && { policyName: verdict.policyName }),
    reason: sentenceOf(verdict),
    ...(verdict.disposition === "return" && { answer: `5.7.1 ${sentenceOf(verdict)}` }),
    modifiers: verdict.modifiers,
    hideSubject: inSubject || profile.hideSubject,
    profile,
  };
}

function sentenceOf({ reason, policyName }: Verdict): string {
  switch (reason.kind) {
    case "policy":
      return `Policy "${policyName ?? ""}" applies.`;
    case "otherwise":
      return "No policy applies.";
    case "unreadable":
      return `Not everything could be read (${reason.classes.join(", ")}).`;
    case "unknown":
      return `A policy could not be answered for certain${reason.classes.length > 0 ? ` (${reason.classes.join(", ")})` : ""}.`;
  }
}

function foundInSubject(facts: Facts): boolean {
  return Object.values(facts.detectors).some(({ matches }) => matches.some(({ where }) => where.scope === "subject"));
}

/** A subject trigger is the sender's instruction, not content to hide. */
function matchedInSubject(trace: Trace | undefined, policyId: string | null): boolean {
  const matched = trace?.policies.find((policy) => policy.policyId === policyId);
  const inSubject = (node: TraceNode | undefined): boolean => {
    if (node === undefined) return false;
    if ("group" in node) return node.of.some(inSubject);
    if (node.type === "subject-trigger" || node.result !== true) return false;
    return node.evidence?.some(({ where }) => where.scope === "subject") ?? false;
  };
  return inSubject(matched?.conditions);
}
