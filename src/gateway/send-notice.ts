import { composeNotice, type Notice } from "../notifications/compose-notice.ts";
import type { OutgoingMail } from "./delivery.ts";
import { ownMailTls } from "./own-mail-tls.ts";
import type { EffectPorts } from "./ports.ts";
import { brandOf, gatewayMailboxes } from "./settings.ts";

/** Sends one notice to one address from the fixed address of the gateway domain. */
export async function sendNotice(
  ports: Pick<EffectPorts, "delivery" | "settings" | "tls" | "clock">,
  outboxId: string,
  to: string,
  notice: Notice,
  tls: OutgoingMail["tls"],
): Promise<{ deliveryId: string }> {
  const from = `${gatewayMailboxes.notices}@${ports.settings.gatewayDomain}`;
  const raw = await composeNotice(from, to, notice, brandOf(ports.settings, to));
  const way = await ownMailTls(ports, "notices", { from, to: [to] }, tls);
  return ports.delivery.send({ outboxId, from, to: [to], raw, ...way });
}
