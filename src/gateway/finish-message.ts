import type { EffectPorts } from "./ports.ts";

/** Closes a message whose recipients are all final, and only then deletes its raw mail. */
export async function finishMessage(
  ports: Pick<EffectPorts, "ledger" | "raw" | "clock">,
  messageId: string,
): Promise<void> {
  const at = ports.clock.now().toISOString();
  if (!(await ports.ledger.finish(messageId, at))) return;
  const message = await ports.ledger.message(messageId);
  if (message) await ports.raw.delete(message.objectKey);
}
