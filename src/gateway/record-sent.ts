import type { Ledger } from "../tracking/ledger.ts";
import type { EffectPorts } from "./ports.ts";

/** SES gives up after 14 hours (the longest it allows); an hour later silence counts as failure. */
const answerHours = 15;

/** Marks the recipients of a clear send as sent and awaits their delivery or bounce. */
export async function recordSent(
  { ledger, clock }: Pick<EffectPorts, "clock"> & { readonly ledger: Pick<Ledger, "change" | "recipients"> },
  { messageId, recipientIds }: { readonly messageId: string; readonly recipientIds: readonly string[] },
): Promise<void> {
  const now = clock.now();
  const dueAt = new Date(now.getTime() + answerHours * 3_600_000).toISOString();
  const recipients = await ledger.recipients(messageId);
  for (const { recipientId, state } of recipients) {
    if (state !== "pending" || !recipientIds.includes(recipientId)) continue;
    await ledger.change({ messageId, recipientId, state: "sent", at: now.toISOString(), event: "sent", dueAt });
  }
}
