import { faultOf } from "../log.ts";
import type { Effect, OutboxItem } from "../tracking/outbox.ts";
import { DeliveryBouncedError, DeliveryInDoubtError, DeliveryRefusedError } from "./delivery.ts";
import type { Carried, EffectHandler, Taken } from "./effects/effect-handler.ts";
import { effectHandlers } from "./effects/index.ts";
import { finishMessage } from "./finish-message.ts";
import type { EffectPorts } from "./ports.ts";
import { sealedLetterId } from "./seal-reply.ts";
import { testMessageId } from "./test-mail.ts";

const minute = 60_000;
/** An attempt that left no trace for this long is taken to have failed. */
const stuckMinutes = 15;
/** About a day with the waits of `backOff`. */
const mostAttempts = 30;
/** Effects of one message that run side by side. */
const atOnce = 4;

/** Carries out what a message still has open, then closes it if nothing is left; what others must do wakes them. */
export async function carryOutOpenEffects(ports: EffectPorts, messageId: string): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const open = (await ports.ledger.openEffects(messageId)).filter(({ state }) => state === "waiting");
    const fresh = open.filter(
      ({ id, attempts, effect }) => attempts === 0 && !tried.has(id) && !isOthers(ports, effect),
    );
    if (fresh.length === 0) {
      if (open.some(({ effect }) => isOthers(ports, effect))) await ports.others?.bell.ring({ messageId });
      break;
    }
    for (const { id } of fresh) tried.add(id);
    for (let at = 0; at < fresh.length; at += atOnce) {
      await Promise.all(fresh.slice(at, at + atOnce).map(({ id }) => carryOut(ports, id)));
    }
  }
  await finishMessage(ports, messageId);
}

const isOthers = ({ others }: EffectPorts, { kind }: Effect) => others?.kinds.has(kind) === true;

/** Carries out one outbox item if nobody else does; a failure is kept for another try, never thrown. */
export async function carryOut(ports: EffectPorts, id: string): Promise<void> {
  const { outbox, clock, log } = ports;
  const item = await outbox.find(id);
  if (item === null || !(await mayAct(ports, item.effect))) return;
  const now = clock.now();
  if ("notBefore" in item.effect && (item.effect.notBefore ?? "") > now.toISOString()) return;
  if (!(await outbox.begin(id, now.toISOString(), later(now, stuckMinutes)))) return;
  const attempts = item.attempts + 1;
  try {
    const taken = { id, attempts, repeated: item.state === "sending" };
    const carried = await dispatch(ports, item.effect, taken);
    await (carried === null ? outbox.done(id) : outbox.sent(id, carried.deliveryId));
    const made = messageMadeBy(item.effect);
    if (made !== null && (await ports.ledger.message(made)) !== null) await carryOutOpenEffects(ports, made);
  } catch (error) {
    log.warn("effect-failed", { kind: item.effect.kind, id, attempts, ...faultOf(error) });
    await putOff(ports, item, attempts, error);
  }
}

async function putOff(ports: EffectPorts, item: OutboxItem, attempts: number, error: unknown): Promise<void> {
  const fault = error instanceof Error ? error.name : "unknown";
  const final = error instanceof DeliveryRefusedError || error instanceof DeliveryBouncedError;
  const hopeful = attempts < mostAttempts && !final;
  // It stays "sending": an event proves that it left, or its time runs out and it is sent again as possibly doubled.
  if (hopeful && error instanceof DeliveryInDoubtError) return;
  if (hopeful) {
    await ports.outbox.release(item.id, later(ports.clock.now(), backOff(attempts)), fault);
    return;
  }
  const words = final ? error.message : "no try succeeded within a day";
  const handler = handlerOf(item.effect);
  await handler.giveUp?.(ports, item.effect, words);
  await ports.outbox.release(item.id, null, fault);
}

/** Nothing acts before its message's whole plan is written. */
async function mayAct(ports: EffectPorts, effect: Effect): Promise<boolean> {
  if (!("messageId" in effect)) return true;
  const message = await ports.ledger.message(effect.messageId);
  return message !== null && message.state !== "received";
}

/** Some effects make a message of their own, whose mails leave at once: a letter that was sealed for outsiders, a test. */
function messageMadeBy(effect: Effect): string | null {
  if (effect.kind === "reply") return sealedLetterId(effect.letterId);
  return effect.kind === "send-test" ? testMessageId(effect.testId) : null;
}

function dispatch(ports: EffectPorts, effect: Effect, taken: Taken): Promise<Carried> {
  return handlerOf(effect).carryOut(ports, effect, taken);
}

/** The handler for an effect is the one of its kind, which the compiler cannot follow through the union. */
function handlerOf(effect: Effect): EffectHandler<Effect["kind"]> {
  return effectHandlers[effect.kind] as unknown as EffectHandler<Effect["kind"]>;
}

/** 1, 2, 4 … at most 60 minutes. */
function backOff(attempts: number): number {
  return Math.min(2 ** (attempts - 1), 60);
}

function later(now: Date, minutes: number): string {
  return new Date(now.getTime() + minutes * minute).toISOString();
}
