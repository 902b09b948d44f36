import { faultOf } from "../log.ts";
import { TextKeeper } from "../policy/kept-text.ts";
import { sealText } from "../sealing/kept-text.ts";
import type { KeptPlace } from "../tracking/kept-texts.ts";
import type { Subject } from "./decide.ts";
import type { EffectPorts, GatewayPorts } from "./ports.ts";
import { connectorHeader } from "./prove-ours.ts";

/** Longer than storing ever takes; mail does not wait for more. */
const mostSeconds = 5;
const day = 24 * 60 * 60 * 1000;
/** What one run of housekeeping spends on removing: some ten thousand texts. */
const removingSeconds = 15;

type Keeping = Pick<GatewayPorts, "settings" | "tls">;

/** Gathers a message's text while it is judged, where owners want it kept; undefined where they do not. */
export function textKeeper({ settings, tls }: Keeping, { message }: Pick<Subject, "message">): TextKeeper | undefined {
  if (settings.stored.keepTextDays === 0) return undefined;
  const { marker } = tls;
  return new TextKeeper(message, new Set([connectorHeader, ...(marker === null ? [] : [marker])]));
}

/**
 * Seals and stores what was gathered. Must end before anything of the message can be recalled. What goes wrong is
 * logged: that a text could not be kept never stops mail, nor changes what becomes of it.
 */
export async function keepText(
  { kept, log }: Pick<GatewayPorts, "kept" | "log">,
  place: KeptPlace,
  keeper: TextKeeper,
): Promise<void> {
  const { messageId } = place;
  try {
    const plain = await keeper.whole();
    if (plain === null) return log.warn("text-not-kept", { messageId, why: "too-large" });
    const signal = AbortSignal.timeout(mostSeconds * 1000);
    await Promise.race([sealText(kept, place, plain, signal), aborted(signal)]);
  } catch (fault) {
    log.warn("text-not-kept", { messageId, ...faultOf(fault) });
  }
}

/** Removes the text of a message whose content ends before its days are over. */
export async function forgetText({ texts, ledger }: Pick<EffectPorts, "texts" | "ledger">, messageId: string) {
  const message = await ledger.message(messageId);
  if (message !== null) await texts.remove(message);
}

/** Removes texts that were kept for their days; all of them, once owners want none. False while some are left. */
export async function forgetOldTexts({ texts, settings, clock, log }: EffectPorts): Promise<boolean> {
  const now = clock.now().getTime();
  const { keepTextDays: days } = settings.stored;
  const until = days === 0 ? null : new Date(now - days * day);
  const end = now + removingSeconds * 1000;
  const { count, whole } = await texts.removeBefore(until, () => clock.now().getTime() > end);
  if (count > 0) log.info("forgot-texts", { count, whole });
  return whole;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
