import type { ReadMessage } from "../../mail/message.ts";
import { readMessage } from "../../mail/read-message.ts";
import { whatIsMissing } from "../../tls/judge-delivery.ts";
import type { MessageRecord, RecipientRecord } from "../../tracking/message-record.ts";
import type { Way } from "../../tracking/outbox.ts";
import { cameBack, signInStatus } from "../came-back.ts";
import { chooseWay, wayOf } from "../choose-way.ts";
import {
  DeliveryBouncedError,
  DeliveryInDoubtError,
  DeliveryRefusedError,
  SignInRefusedError,
  type SmtpDemand,
  TlsUnavailableError,
} from "../delivery.ts";
import type { EffectPorts } from "../ports.ts";
import { prepareClear } from "../prepare-clear.ts";
import { recordArrived, recordSent } from "../record-sent.ts";
import { sealInstead } from "../seal-instead.ts";
import { isInternal } from "../settings.ts";
import type { EffectHandler, EffectOf, Taken } from "./effect-handler.ts";

/** Sends the message itself, unencrypted. Refused for several: each alone; refused for one: sealed instead. */
export const sendClear: EffectHandler<"send-clear"> = {
  async carryOut(ports, given, taken) {
    const message = await ports.ledger.message(given.messageId);
    const found = await waitingRecipients(ports, given);
    if (!message || found.length === 0) return null;
    const raw = await ports.raw.get(message.objectKey);
    if (raw === null) {
      await hold(ports, found, "The stored mail is missing.");
      return null;
    }
    if (taken.repeated) await noteDoubled(ports, found);
    const read = await readMessage(raw);
    const { effect, waiting } = await withWay(ports, message, read, { effect: given, waiting: found });
    try {
      return await send(ports, message, waiting, read, effect, taken);
    } catch (error) {
      const answer = answerIn(error, effect.way);
      const at = ports.clock.now().toISOString();
      if (error instanceof SignInRefusedError) await noteRefusedSignIn(ports, waiting, at, error, taken);
      if (answer !== null) {
        for (const recipient of waiting) await cameBack(ports, recipient, at, answer, effect);
        return null;
      }
      if (!(error instanceof DeliveryRefusedError)) throw error;
      await settleRefusal(ports, message, waiting, raw, effect, error.message);
      return null;
    }
  },

  async giveUp(ports, effect, words) {
    const waiting = await waitingRecipients(ports, effect);
    if (!effect.way?.fallback) return hold(ports, waiting, `It could not be handed over: ${words}.`);
    const at = ports.clock.now().toISOString();
    for (const recipient of waiting) await cameBack(ports, recipient, at, `4.4.1 ${words}`, effect);
  },
};

async function waitingRecipients(ports: EffectPorts, effect: EffectOf<"send-clear">): Promise<RecipientRecord[]> {
  const recipients = (await ports.ledger.recipients(effect.messageId)).filter(({ recipientId }) =>
    effect.recipientIds.includes(recipientId),
  );
  if (effect.again === undefined) return recipients.filter(({ state }) => state === "pending");
  const held = recipients.filter(({ state }) => state === "held" || state === "pending");
  for (const { messageId, recipientId, state } of held) {
    const change = { messageId, recipientId, state: "pending", at: ports.clock.now().toISOString() } as const;
    if (state === "held") await ports.ledger.change({ ...change, event: "checked", detail: "It is tried again." });
  }
  return held;
}

type Sending = { readonly effect: EffectOf<"send-clear">; readonly waiting: readonly RecipientRecord[] };

/** What a reviewer let go was held when ways were chosen; it goes to one recipient. */
async function withWay(
  ports: EffectPorts,
  message: MessageRecord,
  read: ReadMessage,
  { effect, waiting }: Sending,
): Promise<Sending> {
  const [recipient, ...others] = waiting;
  if (effect.way !== undefined || recipient === undefined || others.length > 0) return { effect, waiting };
  const delivery = await chooseWay(ports, message, recipient, read);
  return { effect: { ...effect, way: wayOf(delivery) }, waiting: [{ ...recipient, delivery }] };
}

async function send(
  ports: EffectPorts,
  message: MessageRecord,
  waiting: readonly RecipientRecord[],
  read: ReadMessage,
  effect: EffectOf<"send-clear">,
  taken: Taken,
): Promise<{ deliveryId: string }> {
  const internal = waiting.every(({ address }) => isInternal(address, ports.settings));
  const missing = effect.way?.tls === "require" ? whatIsMissing(effect.way, ports.tls.routes) : null;
  if (missing !== null) throw new TlsUnavailableError(missing, null);
  const smtp = smtpDemand(message, effect.way);
  const prepared = prepareClear(read, {
    messageId: message.messageId,
    envelopeFrom: message.envelopeFrom,
    modifiers: effect.modifiers,
    internal,
    settings: ports.settings,
    markerSecret: (await ports.secrets.current()).marker,
    asSubmitted: smtp !== undefined,
  });
  if (prepared.problem !== null) throw new DeliveryRefusedError(prepared.problem, null);
  const sent = await ports.delivery.send({
    outboxId: taken.id,
    from: prepared.from,
    to: waiting.map(({ address }) => address),
    raw: prepared.raw,
    tls: effect.way?.tls ?? (internal ? "require" : "optional"),
    ...(smtp && { smtp }),
  });
  const note = async () => {
    await recordSent(ports, effect);
    if (sent.arrived) await recordArrived(ports, waiting, sent.arrived);
  };
  await note().catch((fault: unknown) => {
    throw new DeliveryInDoubtError(fault);
  });
  return sent;
}

/** What the company's own mail server said, where it did not take the mail and that is the end of this way. */
function answerIn(error: unknown, way: Way | undefined): string | null {
  if (error instanceof TlsUnavailableError) return `4.7.10 ${error.message}`;
  // Without a fallback it is tried again for a day: a new password may mend it.
  if (error instanceof SignInRefusedError) return way?.fallback ? `${signInStatus} ${error.message}` : null;
  return error instanceof DeliveryBouncedError ? error.message : null;
}

async function noteRefusedSignIn(
  { ledger, log }: EffectPorts,
  recipients: readonly RecipientRecord[],
  at: string,
  { message }: SignInRefusedError,
  { attempts }: Taken,
): Promise<void> {
  log.error("smtp-sign-in-refused", { attempts });
  if (attempts > 1) return;
  const detail = `The company's own mail server did not let the gateway sign in: ${message}`;
  for (const { messageId, recipientId } of recipients)
    await ledger.note(messageId, { at, event: "failed", recipientId, detail });
}

function smtpDemand({ envelopeFrom }: MessageRecord, way: Way | undefined): SmtpDemand | undefined {
  if (way?.route !== "smtp") return undefined;
  return { envelopeFrom, minimumTls: way.minimumTls, certificate: way.certificate };
}

async function settleRefusal(
  ports: EffectPorts,
  message: MessageRecord,
  waiting: readonly RecipientRecord[],
  raw: Buffer,
  effect: EffectOf<"send-clear">,
  words: string,
): Promise<void> {
  if (waiting.length > 1) {
    const at = ports.clock.now().toISOString();
    const single = waiting.map(({ recipientId }) => ({
      name: `alone-${recipientId}`,
      effect: { ...effect, recipientIds: [recipientId] },
    }));
    await ports.ledger.queue(effect.messageId, single, at);
    return;
  }
  for (const recipient of waiting) {
    if (recipient.added !== undefined && isInternal(recipient.address, ports.settings))
      await hold(ports, [recipient], words);
    else if (isInternal(recipient.address, ports.settings)) await returnToSender(ports, message, recipient, words);
    else await sealInstead(ports, message, recipient, raw, effect.modifiers, words);
  }
}

/** Internal recipients are never sealed. */
async function returnToSender(
  ports: EffectPorts,
  { messageId, envelopeFrom }: MessageRecord,
  { recipientId }: RecipientRecord,
  words: string,
): Promise<void> {
  const report = { kind: "report", messageId, recipientIds: [recipientId] } as const;
  await ports.ledger.change({
    messageId,
    recipientId,
    state: "returned",
    at: ports.clock.now().toISOString(),
    event: "returned",
    answer: `5.6.0 ${words}`,
    effects: envelopeFrom === "" ? [] : [{ name: `report-${recipientId}`, effect: report }],
  });
}

async function hold(ports: EffectPorts, recipients: readonly RecipientRecord[], why: string): Promise<void> {
  const at = ports.clock.now().toISOString();
  for (const { messageId, recipientId } of recipients) {
    await ports.ledger.change({ messageId, recipientId, state: "held", at, event: "held", detail: why, answer: why });
  }
}

async function noteDoubled(ports: EffectPorts, recipients: readonly RecipientRecord[]): Promise<void> {
  const at = ports.clock.now().toISOString();
  for (const { messageId, recipientId } of recipients) {
    await ports.ledger.note(messageId, { at, event: "possibly-doubled", recipientId });
  }
}
