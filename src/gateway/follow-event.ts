import type { RecipientRecord } from "../tracking/message-record.ts";
import type { OutboxBell, OutboxItem } from "../tracking/outbox.ts";
import { cameBack, endOfDormant } from "./came-back.ts";
import type { DeliveryEvent } from "./delivery-event.ts";
import { finishMessage } from "./finish-message.ts";
import { followNotice, followTelling } from "./follow-notice.ts";
import { followReply } from "./follow-reply.ts";
import type { EffectPorts } from "./ports.ts";
import { recordSent } from "./record-sent.ts";

export type { DeliveryEvent } from "./delivery-event.ts";

/** What following events needs. */
export type FollowPorts = Pick<EffectPorts, "keeper" | "letters" | "ledger" | "outbox" | "raw" | "clock" | "log"> & {
  readonly bell: OutboxBell;
};

/** Follows one event to its outbox item and message. Events may come twice, late and in any order. */
export async function followEvent(ports: FollowPorts, event: DeliveryEvent): Promise<void> {
  const item = await ports.outbox.find(event.outboxId);
  if (item === null) {
    ports.log.warn("event-without-outbox-item", { kind: event.kind });
    return;
  }
  const isProof = await ports.outbox.sent(event.outboxId, event.deliveryId);
  switch (item.effect.kind) {
    case "send-clear":
      await followClearMail(ports, item.effect, event);
      break;
    case "test-mail":
    case "forward-to-operator": {
      const { messageId, recipientId } = item.effect;
      await followClearMail(ports, { kind: "forward-to-operator", messageId, recipientIds: [recipientId] }, event);
      break;
    }
    case "notify-recipient":
      await followNotice(ports, item.effect, event);
      break;
    case "resend-notice":
      await followNotice(ports, item.effect, event, `failed-${item.id.slice(item.id.indexOf("_resend-") + 1)}`);
      break;
    case "send-test":
      if (event.kind === "bounced" || event.kind === "rejected")
        await ports.outbox.cameBack(item.id, event.recipients[0]?.answer ?? event.kind);
      break;
    case "tell-recipient":
      await followTelling(ports, item.effect, event);
      break;
    case "reply":
      await followReply(ports, item.effect, event);
      break;
    default:
      await followOther(ports, item, event);
  }
  if (!("messageId" in item.effect)) return;
  const failed = event.kind === "bounced" || event.kind === "rejected";
  // A copy that was sealed for the case that TLS could not be had is destroyed at once.
  const hasDormant = item.effect.kind === "send-clear" && item.effect.way?.fallback === "mpc";
  const ends = event.kind === "delivered" && hasDormant;
  if (failed || ends || event.kind === "complained") await ports.bell.ring({ messageId: item.effect.messageId });
  // Nothing else can have been the last thing that the message waited for.
  if (isProof || failed || event.kind === "delivered") await finishMessage(ports, item.effect.messageId);
}

type Sent =
  | Extract<OutboxItem["effect"], { kind: "send-clear" }>
  | { readonly kind: "forward-to-operator"; readonly messageId: string; readonly recipientIds: readonly string[] };

async function followClearMail(ports: FollowPorts, sent: Sent, event: DeliveryEvent): Promise<void> {
  if (event.kind === "accepted") return recordSent(ports, sent);
  const recipients = (await ports.ledger.recipients(sent.messageId)).filter(({ recipientId }) =>
    sent.recipientIds.includes(recipientId),
  );
  for (const { recipient, answer } of concerned(recipients, event)) {
    if (event.kind === "delivered") await delivered(ports, recipient, event, answer);
    if (event.kind === "bounced" || event.kind === "rejected")
      await cameBack(ports, recipient, event.at, answer, sent.kind === "send-clear" ? sent : null);
    if (event.kind === "complained") {
      const entry = { at: event.at, event: "complained", recipientId: recipient.recipientId } as const;
      await ports.ledger.note(recipient.messageId, entry);
    }
  }
}

/** A mail with one recipient can only be about that one, however its address is written (the operator's, say). */
function concerned(recipients: readonly RecipientRecord[], event: DeliveryEvent) {
  if (event.recipients.length === 0) return recipients.map((recipient) => ({ recipient, answer: event.kind }));
  const [only, ...others] = recipients;
  if (only && others.length === 0) return [{ recipient: only, answer: event.recipients[0]?.answer ?? event.kind }];
  return event.recipients.flatMap(({ address, answer }) =>
    recipients
      .filter((recipient) => recipient.address.toLowerCase() === address.toLowerCase())
      .map((recipient) => ({ recipient, answer })),
  );
}

async function delivered(
  ports: FollowPorts,
  recipient: RecipientRecord,
  { at, hop }: DeliveryEvent,
  answer: string,
): Promise<void> {
  const { messageId, recipientId } = recipient;
  await ports.ledger.change({
    messageId,
    recipientId,
    state: "delivered",
    at,
    event: "delivered",
    detail: answer,
    answer,
    ...(hop && { wire: { hop } }),
    effects: await endOfDormant(ports, recipient),
  });
}

/** Mails about mails: a failure is for the operator to see, and sets nothing else off. */
async function followOther(ports: FollowPorts, { effect, id }: OutboxItem, { kind }: DeliveryEvent): Promise<void> {
  if (kind === "bounced" || kind === "rejected") ports.log.warn("mail-came-back", { kind: effect.kind, id });
}
