import { parseAddresses } from "../mail/addresses.ts";
import { isAutomatic } from "../mail/automatic.ts";
import { headerText } from "../mail/header-fields.ts";
import { oneLine } from "../mail/one-line.ts";
import { topReceived } from "../mail/received.ts";
import type { MessageFacts, NamedEffect, Plan } from "../tracking/ledger.ts";
import { isFinal, type RecipientRecord, type RecipientState, type TimelineEntry } from "../tracking/message-record.ts";
import { answerTo } from "./answer-notices.ts";
import { wayOf } from "./choose-way.ts";
import type { Decisions, Subject } from "./decide.ts";
import { type Decision, isDormant } from "./decision.ts";
import { isPart } from "./is-part.ts";
import { newDeposit } from "./new-deposit.ts";
import { heldNotice, policyNotices } from "./policy-notices.ts";
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
  const facts = factsOf(subject, policyVersion, foreign, settings);
  return {
    messageId: subject.messageId,
    at,
    facts,
    judgement: stored,
    recipients: decisions.map((decision) => recordOf(subject.messageId, decision, at, copyFor)),
    deposits: onePerMailbox(sealed(decisions)).flatMap((decision) => {
      const copy = copyFor(decision);
      if (copy === null) return [];
      const deposit = newDeposit({ ...subject, ...facts }, decision, copy, settings);
      return [isDormant(decision) ? { ...deposit, state: "dormant" as const } : deposit];
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
function sealed(decisions: readonly Decision[]): Decision[] {
  return decisions.filter((decision) => decision.disposition === "encrypt" || isDormant(decision));
}

function recordOf(messageId: string, decision: Decision, at: string, copyFor: CopyFor): RecipientRecord {
  const { recipientId, address, disposition, policyId, policyName, reason, answer, added, receipt, delivery } =
    decision;
  const language = decision.profile?.language;
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
    ...(language && { language }),
    ...(added && { added }),
    ...(receipt && { receipt }),
    ...(delivery && { delivery }),
    ...(isFinal(state) && { finalAt: at }),
    ...(state === "held" && reviewCopy(copyFor)),
  };
}

/** What reviewers open is the message as it came. */
function reviewCopy(copyFor: CopyFor): Pick<RecipientRecord, "reviewId"> {
  const copy = copyFor({ modifiers: [] });
  return copy === null ? {} : { reviewId: copy.sealId };
}

/** A stranger's mail leaves a line in tracking, not its words. */
function factsOf(
  { message, receivedAt, envelopeFrom }: Subject,
  policyVersion: number,
  foreign: string | null,
  settings: GatewaySettings,
): MessageFacts {
  const [from] = parseAddresses(headerText(message.headers, "from"));
  const received = topReceived(message.headers);
  const date = new Date(headerText(message.headers, "date"));
  const sentAt = Number.isNaN(date.getTime()) ? receivedAt : date.toISOString();
  return {
    headerFrom: (from?.address ?? "").slice(0, 320),
    headerFromName: oneLine(from?.name ?? "").slice(0, 200),
    subject:
      foreign === null && settings.stored.keepSubjects
        ? oneLine(headerText(message.headers, "subject")).slice(0, 998)
        : "",
    sentAt,
    messageIdHeader: headerText(message.headers, "message-id").slice(0, 998),
    size: message.raw.length,
    sourceIp: received?.sourceIp ?? "",
    ...(received && { helo: received.helo }),
    ...(isAutomatic(message.headers, envelopeFrom) && { automatic: true }),
    policyVersion,
    ...(foreign !== null && { refusal: foreign }),
  };
}

/** Two ways of writing one address (Google's header and an encoded recipient) lead to one mailbox. */
function onePerMailbox(all: readonly Decision[]): Decision[] {
  return [...new Map(all.map((decision) => [decision.address.toLowerCase(), decision])).values()];
}

function effectsOf(subject: Subject, decisions: readonly Decision[], settings: GatewaySettings): NamedEffect[] {
  const { messageId, message, envelopeFrom } = subject;
  const effects: NamedEffect[] = [];
  const of = (disposition: Decision["disposition"]) => decisions.filter((each) => each.disposition === disposition);
  for (const group of clearGroups(of("send"), settings)) {
    const recipientIds = group.recipients.map(({ recipientId }) => recipientId);
    const { modifiers, way } = group;
    const effect = { kind: "send-clear", messageId, recipientIds, modifiers, ...(way && { way }) } as const;
    effects.push({ name: `send-${recipientIds[0]}`, effect });
  }
  const encrypted = of("encrypt");
  for (const { recipientId } of encrypted) {
    effects.push({ name: `notify-${recipientId}`, effect: { kind: "notify-recipient", messageId, recipientId } });
  }
  const answerable = envelopeFrom !== "" && isInternal(envelopeFrom, settings);
  const senderMayBeTold = answerable && !isAutomatic(message.headers, envelopeFrom);
  const named = encrypted.find(({ added }) => added !== "copy");
  if (named && senderMayBeTold) {
    const waits = isPart(subject, decisions, settings) ? { isPart: true } : {};
    effects.push({ name: `sender-${named.recipientId}`, effect: { kind: "notify-sender", messageId, ...waits } });
  }
  const returned = of("return").map(({ recipientId }) => recipientId);
  if (returned[0] && answerable) {
    effects.push({ name: `report-${returned[0]}`, effect: { kind: "report", messageId, recipientIds: returned } });
  }
  effects.push(...policyNotices(messageId, decisions, settings, senderMayBeTold));
  if (settings.stored.heldTellSender && senderMayBeTold) effects.push(...heldNotice(messageId, decisions));
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
    const key = JSON.stringify([
      isInternal(decision.address, settings),
      decision.modifiers,
      decision.delivery && wayOf(decision.delivery),
    ]);
    groups.set(key, [...(groups.get(key) ?? []), decision]);
  }
  return [...groups.values()].flatMap((all) => {
    // The company's own mail server answers for each recipient.
    const most = all[0]?.delivery?.route === "smtp" ? 1 : recipientsPerCall;
    return Array.from({ length: Math.ceil(all.length / most) }, (_, index) => ({
      recipients: all.slice(index * most, (index + 1) * most),
      modifiers: all[0]?.modifiers ?? [],
      way: all[0]?.delivery && wayOf(all[0].delivery),
    }));
  });
}
