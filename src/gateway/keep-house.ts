import { faultOf } from "../log.ts";
import type { Due, DuePlace } from "../tracking/ledger.ts";
import { messageIdForm } from "./arrival.ts";
import { cameBack } from "./came-back.ts";
import { carryOut, carryOutOpenEffects } from "./carry-out.ts";
import { returnOverdue } from "./held-mail.ts";
import { keepDeposit } from "./keep-deposit.ts";
import type { EffectPorts } from "./ports.ts";

/** Items of one page, and how many of them are worked on side by side. */
const pageSize = 200;
const atOnce = 4;
/** The function may run for two minutes; what is left over is found a minute later. */
const workingSeconds = 80;
/** A mail that nobody claimed for this long never reached the queue. */
const orphanMinutes = 60;

/** Moves on whatever should have moved by now: effects, awaited answers, dead claims, reminders and expiries. */
export async function keepHouse(ports: EffectPorts): Promise<{ readonly looked: number }> {
  const now = ports.clock.now();
  const end = now.getTime() + workingSeconds * 1000;
  let looked = 0;
  let from: DuePlace | undefined;
  do {
    const { due, next } = await ports.outbox.due(now.toISOString(), pageSize, from);
    for (let at = 0; at < due.length; at += atOnce) {
      await Promise.all(due.slice(at, at + atOnce).map((each) => moveOnSafely(ports, each)));
    }
    looked += due.length;
    from = next;
  } while (from !== undefined && ports.clock.now().getTime() < end);
  return { looked };
}

async function moveOnSafely(ports: EffectPorts, due: Due): Promise<void> {
  try {
    await moveOn(ports, due);
  } catch (error) {
    ports.log.error("housekeeping-failed", { kind: due.kind, ...faultOf(error) });
  }
}

async function moveOn(ports: EffectPorts, due: Due): Promise<void> {
  const at = ports.clock.now().toISOString();
  switch (due.kind) {
    case "effect": {
      await carryOut(ports, due.id);
      const item = await ports.outbox.find(due.id);
      // What it led to is not left for the next minute.
      if (item && "messageId" in item.effect) await carryOutOpenEffects(ports, item.effect.messageId);
      return;
    }
    case "answer": {
      const words = "4.4.7 no confirmation of delivery came within the time limit";
      const recipients = await ports.ledger.recipients(due.messageId);
      const recipient = recipients.find(({ recipientId }) => recipientId === due.recipientId);
      if (recipient?.state === "held") await returnOverdue(ports.ledger, recipient, at);
      else if (recipient) await cameBack(ports, recipient, at, words);
      return;
    }
    case "deposit":
      return keepDeposit(ports, due.address, due.messageId);
    case "message": {
      ports.log.error("claim-abandoned", { messageId: due.messageId });
      const message = await ports.ledger.message(due.messageId);
      const age = Date.parse(at) - Date.parse(message?.receivedAt ?? at);
      if (age > orphanMinutes * 60_000)
        await ports.ledger.holdUnjudged(due.messageId, at, "It could not be processed.");
    }
  }
}

/**
 * Finds stored mail without a ledger entry and gives it one, held, so that a person completes it. Mail of a final
 * message is deleted: whoever made it final died before.
 */
export async function findOrphans(ports: EffectPorts): Promise<number> {
  const now = ports.clock.now();
  let found = 0;
  for await (const { objectKey, storedAt } of ports.raw.list()) {
    const messageId = objectKey.slice(objectKey.lastIndexOf("/") + 1);
    if (now.getTime() - storedAt.getTime() < orphanMinutes * 60_000 || !messageIdForm.test(messageId)) continue;
    const message = await ports.ledger.message(messageId);
    if (message?.state === "final") await ports.raw.delete(objectKey);
    if (message !== null) continue;
    found += 1;
    ports.log.error("orphaned-mail", { messageId });
    const arrival = { messageId, objectKey, receivedAt: storedAt.toISOString(), envelopeFrom: "", recipients: [] };
    await ports.ledger.claim(arrival, { now: now.toISOString(), until: now.toISOString() });
  }
  return found;
}
