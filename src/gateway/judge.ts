import type { ReadMessage } from "../mail/message.ts";
import { topReceived } from "../mail/received.ts";
import { editingModifiers } from "../policy/apply-modifiers.ts";
import { collect, type TextWitness } from "../policy/collect.ts";
import { directoryOf } from "../policy/directory-of.ts";
import { evaluate } from "../policy/evaluate.ts";
import { profileOf } from "../policy/profile-of.ts";
import { questionsOf } from "../policy/questions-of.ts";
import type { PolicyVersion } from "../policy/repository.ts";
import type { Evidence, Facts, Judgement, TraceNode, Verdict } from "../policy/types.ts";
import type { RecipientRecord } from "../tracking/message-record.ts";
import type { Decision } from "./decision.ts";

/** The evaluation as it is kept in the ledger. */
export type StoredJudgement = { readonly facts: Facts; readonly judgement: Judgement };

/** Asks the policies in force about each recipient. */
export async function judge(
  message: ReadMessage,
  envelope: {
    readonly from: string;
    readonly receivedAt: string;
    readonly ownNotice?: boolean;
    readonly tls?: boolean;
  },
  recipients: readonly RecipientRecord[],
  { policySet }: PolicyVersion,
  witness?: TextWitness,
): Promise<{ decisions: Decision[]; stored: StoredJudgement }> {
  const sender = envelope.from === "" ? null : envelope.from;
  const judged = {
    sender,
    recipients: recipients.map(({ address }) => address),
    sourceIp: topReceived(message.headers)?.sourceIp,
    receivedAt: envelope.receivedAt,
    ...(envelope.ownNotice && { ownNotice: true }),
    ...(envelope.tls !== undefined && { tls: envelope.tls }),
  };
  const facts = await collect(message, judged, questionsOf(policySet), { witness });
  const judgement = evaluate(facts, policySet, directoryOf(policySet), new Date(envelope.receivedAt));
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
  const trace = judgement.traces[verdict.trace];
  const decidedBy = trace?.policies.find(({ policyId }) => policyId === verdict.policyId);
  const inSubject = foundInSubject(facts) || matchedInSubject(decidedBy?.conditions);
  return {
    recipientId: recipient.recipientId,
    address: recipient.address,
    disposition: verdict.disposition,
    ...(verdict.policyId !== null && { policyId: verdict.policyId }),
    ...(verdict.policyName !== null && { policyName: verdict.policyName }),
    reason: sentenceOf(verdict),
    ...(verdict.disposition === "return" && { answer: `5.7.1 ${sentenceOf(verdict)}` }),
    modifiers: editingModifiers(verdict.modifiers),
    hideSubject: inSubject || profile.hideSubject,
    profile,
    additions: verdict.additions,
    evidence: evidenceOf(decidedBy?.conditions),
  };
}

/** Masked proof under the conditions that hold. */
function evidenceOf(node: TraceNode | undefined): Evidence[] {
  if (node === undefined || node.result !== true) return [];
  if ("group" in node) return node.group === "none" ? [] : node.of.flatMap(evidenceOf);
  return [...(node.evidence ?? [])].map(({ redacted, where }) => ({ redacted, where }));
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
function matchedInSubject(node: TraceNode | undefined): boolean {
  if (node === undefined) return false;
  if ("group" in node) return node.of.some(matchedInSubject);
  if (node.type === "subject-trigger" || node.result !== true) return false;
  return node.evidence?.some(({ where }) => where.scope === "subject") ?? false;
}
