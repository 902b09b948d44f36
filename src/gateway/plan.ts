import { parseAddresses } from "../mail/addresses.ts";
import { isAutomatic } from "../mail/automatic.ts";
import { headerText } from "../mail/header-fields.ts";
import { oneLine } from "../mail/one-line.ts";
import { topReceived } from "../mail/received.ts";
import type { MessageFacts, NamedEffect, Plan } from "../tracking/ledger.ts";
import { isFinal, type RecipientRecord, type RecipientState, type TimelineEntry } from "../tracking/message-record.ts";
import { answerTo } from "./answer-notices.ts";
import type { Decisions, Subject } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { newDeposit } from "./new-deposit.ts";
import { policyNotices } from "./policy-notices.ts";
import type { CopyFor } from "./seal-copies.ts";
import { type GatewaySettings, isInternal } from "./settings.ts";

/** SES takes 50 recipients a call. */
const recipientsPerCall = 50;

const outcomes: Readonly<Record<Decision["disposition"], { state: RecipientState; event: TimelineEntry["event"] }>> = {
  encrypt: { state: "sealed", event: "sealed" },
  send: { state: "pending", event: "checked" },
  "to-operator": { state: "pending", event: "checked" },
  discard: { state: "discarded", event: "discarded" },
  return: { state: "returned", event: "returned" },
  hold: { state: "held", event: "held" },
  refuse: { state: "refused", event: "refused" },
  "to-notices": { state: "refused", event: "refused" },
};

/** Turns decisions into what is written at once: states, deposits, effects and the timeline. */
export function planOf(
  subject: Subject,
  { decisions, foreign, policyVersion, stored }: Decisions,
  settings: GatewaySettings,
  at: string,
  copyFor: CopyFor,
): Plan {
  const facts = factsOf(subject, policyVersion, foreign);
  return {
    messageId: subject.messageId,
    at,
    facts,
    judgement: stored,
    recipients: decisions.map((decision) => recordOf(subject.messageId, decision, at)),
    deposits: onePerMailbox(encrypted(decisions)).flatMap((decision) => {
      const copy = copyFor(decision);
      return copy === null ? [] : [newDeposit({ ...subject, ...facts }, decision, copy, settings)];
    }),
    effects: [...effectsOf(subject, decisions, settings), ...answersOf(subject, decisions, foreign, settings)],
    timeline: [
      { at: subject.receivedAt, event: "received" },
      ...decisions.map((decision) => ({
        at,
        event: outcomes[decision.disposition].event,
        recipientId: decision.recipientId,
        detail: decision.reason,
      })),
    ],
  };
}

/** The decisions that leave a sealed message behind. */
function encrypted(decisions: readonly Decision[]): Decision[] {
  return decisions.filter(({ disposition }) => disposition === "encrypt");
}

function recordOf(messageId: string, decision: Decision, at: string): RecipientRecord {
  const { recipientId, address, disposition, policyId, policyName, reason, answer, added } = decision;
  const { state } = outcomes[disposition];
  return {
    messageId,
    recipientId,
    address,
    state,
    ...dispositionOf(disposition),
    policyId,
    policyName,
    reason,
    answer,
    ...(added && { added }),
    ...(isFinal(state) && { finalAt: at }),
  };
}

/** A stranger's mail leaves a line in tracking, not its words. */
function factsOf({ message, receivedAt }: Subject, policyVersion: number, foreign: string | null): MessageFacts {
  const [from] = parseAddresses(headerText(message.headers, "from"));
  const date = new Date(headerText(message.headers, "date"));
  const sentAt = Number.isNaN(date.getTime()) ? receivedAt : date.toISOString();
  return {
    headerFrom: (from?.address ?? "").slice(0, 320),
    headerFromName: oneLine(from?.name ?? "").slice(0, 200),
    subject: foreign === null ? oneLine(headerText(message.headers, "subject")).slice(0, 998) : "",
    sentAt,
    messageIdHeader: headerText(message.headers, "message-id").slice(0, 998),
    size: message.raw.length,
    sourceIp: topReceived(message.headers)?.sourceIp ?? "",
    policyVersion,
    ...(foreign !== null && { refusal: foreign }),
  };
}

/** Two ways of writing one address (Google's header and an encoded recipient) lead to one mailbox. */
function onePerMailbox(sealed: readonly Decision[]): Decision[] {
  return [...new Map(sealed.map((decision) => [decision.address.toLowerCase(), decision])).values()];
}

function effectsOf(subject: Subject, decisions: readonly Decision[], settings: GatewaySettings): NamedEffect[] {
  const { messageId, message, envelopeFrom } = subject;
  const effects: NamedEffect[] = [];
  const of = (disposition: Decision["disposition"]) => decisions.filter((each) => each.disposition === disposition);
  for (const group of clearGroups(of("send"), settings)) {
    const recipientIds = group.recipients.map(({ recipientId }) => recipientId);
    const effect = { kind: "send-clear", messageId, recipientIds, modifiers: group.modifiers } as const;
    effects.push({ name: `send-${recipientIds[0]}`, effect });
  }
  const sealed = of("encrypt");
  for (const { recipientId } of sealed) {
    effects.push({ name: `notify-${recipientId}`, effect: { kind: "notify-recipient", messageId, recipientId } });
  }
  const answerable = envelopeFrom !== "" && isInternal(envelopeFrom, settings);
  const senderMayBeTold = answerable && !isAutomatic(message.headers, envelopeFrom);
  const named = sealed.find(({ added }) => added !== "copy");
  if (named && senderMayBeTold) {
    effects.push({ name: `sender-${named.recipientId}`, effect: { kind: "notify-sender", messageId } });
  }
  const returned = of("return").map(({ recipientId }) => recipientId);
  if (returned[0] && answerable) {
    effects.push({ name: `report-${returned[0]}`, effect: { kind: "report", messageId, recipientIds: returned } });
  }
  effects.push(...policyNotices(messageId, decisions, settings, senderMayBeTold));
  for (const { recipientId } of of("to-operator")) {
    effects.push({ name: `operator-${recipientId}`, effect: { kind: "forward-to-operator", messageId, recipientId } });
  }
  return effects;
}

/** At most one answer, however many of our mailboxes the message names. */
function answersOf(
  subject: Subject,
  decisions: readonly Decision[],
  foreign: Decisions["foreign"],
  settings: GatewaySettings,
): NamedEffect[] {
  const unread = decisions.find(({ disposition }) => disposition === "to-notices");
  const effect = unread && !subject.virusFound ? answerTo(subject, foreign, settings) : null;
  return unread && effect ? [{ name: `answer-${unread.recipientId}`, effect }] : [];
}

/** What tracking calls it; what was not taken in has none. */
function dispositionOf(disposition: Decision["disposition"]): Pick<RecipientRecord, "disposition"> {
  if (disposition === "refuse" || disposition === "to-notices") return {};
  return { disposition: disposition === "to-operator" ? "send" : disposition };
}

/** Recipients that get the same bytes over the same kind of connection, at most 50 together. */
function clearGroups(sent: readonly Decision[], settings: GatewaySettings) {
  const groups = new Map<string, Decision[]>();
  for (const decision of sent) {
    const key = JSON.stringify([isInternal(decision.address, settings), decision.modifiers]);
    groups.set(key, [...(groups.get(key) ?? []), decision]);
  }
  return [...groups.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / recipientsPerCall) }, (_, index) => ({
      recipients: all.slice(index * recipientsPerCall, (index + 1) * recipientsPerCall),
      modifiers: all[0]?.modifiers ?? [],
    })),
  );
}
