import type { DeliveryRecord } from "../contracts/tls-records.ts";
import type { ReadMessage } from "../mail/message.ts";
import type { MessageRecord, RecipientRecord } from "../tracking/message-record.ts";
import type { Way } from "../tracking/outbox.ts";
import { deliveryInside, deliveryOf } from "./judge-tls.ts";
import type { EffectPorts } from "./ports.ts";
import { isInternal } from "./settings.ts";
import { tlsInForce } from "./tls-in-force.ts";

/**
 * Chooses how mail leaves for a recipient whose way was not chosen when it was judged: it was held then. The choice is
 * written down, since what follows (an answer, a failure) is settled by it.
 */
export async function chooseWay(
  ports: Pick<EffectPorts, "ledger" | "tls" | "settings" | "clock">,
  message: MessageRecord,
  { recipientId, address }: RecipientRecord,
  read: Pick<ReadMessage, "headers">,
): Promise<DeliveryRecord> {
  const { messageId, envelopeFrom, receivedAt } = message;
  const inForce = await tlsInForce(ports.tls, receivedAt, ports.settings, ports.tls.directory);
  const delivery = isInternal(address, ports.settings)
    ? deliveryInside(inForce)
    : deliveryOf({ message: read, envelopeFrom, receivedAt }, address, inForce).record;
  const at = ports.clock.now().toISOString();
  const change = { messageId, recipientId, state: "pending", at, event: "checked", detail: delivery.sentence } as const;
  await ports.ledger.change({ ...change, delivery });
  return delivery;
}

/** What of the choice an effect carries. */
export function wayOf({ route, tls, minimumTls, certificate, fallback }: DeliveryRecord): Way {
  return { route, tls, minimumTls, certificate, fallback };
}
