import { forgetText } from "./keep-text.ts";
import type { EffectPorts } from "./ports.ts";

const day = 24 * 60 * 60 * 1000;
/** What one run takes on; the next hour goes on. */
const most = 300;

/** Forgets finished messages that are older than owners want tracking to keep; none while something is held for a court. */
export async function forgetOld(ports: EffectPorts): Promise<number> {
  const { oldMessages, settings, clock, log } = ports;
  const { retentionDays, legalHold } = settings.stored;
  if (retentionDays === 0 || legalHold) return 0;
  const old = await oldMessages.before(new Date(clock.now().getTime() - retentionDays * day), most);
  for (const messageId of old) {
    await forgetText(ports, messageId);
    await oldMessages.forget(messageId);
  }
  if (old.length > 0) log.info("forgot-messages", { count: old.length });
  return old.length;
}
