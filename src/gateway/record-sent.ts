import type { Ledger } from "../tracking/ledger.ts";
import type { RecipientRecord } from "../tracking/message-record.ts";
import { endOfDormant } from "./came-back.ts";
import type { Handed } from "./delivery.ts";
import type { EffectPorts } from "./ports.ts";

/** SES gives up after 14 hours, or one where TLS is required; an hour later silence counts as failure. */
const answerHours = { optional: 15, require: 2 };

/** Marks the recipients of a clear send as sent and awaits their delivery or bounce. */
export async function recordSent(
  { ledger, clock }: Pick<EffectPorts, "clock"> & { readonly ledger: Pick<Ledger, "change" | "recipients"> },
  { messageId, recipientIds }: { readonly messageId: string; readonly recipientIds: readonly string[] },
): Promise<void> {
  const now = clock.now();
  const recipients = await ledger.recipients(messageId);
  for (const { recipientId, state, delivery } of recipients) {
    if (state !== "pending" || !recipientIds.includes(recipientId)) continue;
    const dueAt = new Date(now.getTime() + answerHours[delivery?.tls ?? "optional"] * 3_600_000).toISOString();
    await ledger.change({ messageId, recipientId, state: "sent", at: now.toISOString(), event: "sent", dueAt });
  }
}

/** Marks recipients whose mail the next server has taken, with what was seen of the connection. */
export async function recordArrived(
  { ledger, clock }: Pick<EffectPorts, "clock" | "ledger">,
  recipients: readonly RecipientRecord[],
  { answer, wire }: NonNullable<Handed["arrived"]>,
): Promise<void> {
  const at = clock.now().toISOString();
  for (const recipient of recipients) {
    const { messageId, recipientId } = recipient;
    const effects = await endOfDormant({ ledger }, recipient);
    const change = { messageId, recipientId, state: "delivered", at, event: "delivered", detail: answer } as const;
    await ledger.change({ ...change, answer, wire, effects });
  }
}
