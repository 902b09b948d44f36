import type { deliveredKinds } from "../contracts/tls-policies.ts";
import { builtInId } from "../tls/built-in.ts";
import { judgeDelivery } from "../tls/judge-delivery.ts";
import { selectDeliveryPolicy } from "../tls/select-policy.ts";
import type { OutgoingMail } from "./delivery.ts";
import type { EffectPorts } from "./ports.ts";
import { tlsInForce } from "./tls-in-force.ts";

type Kind = (typeof deliveredKinds)[number];
type Ports = Pick<EffectPorts, "tls" | "settings" | "clock">;

/**
 * How a mail of ours leaves: as the Secure Delivery policies say that were asked for such mail too, else as its content
 * needs it. One recipient whose mail must go over TLS decides for all of them.
 */
export async function ownMailTls(
  ports: Ports,
  kind: Kind,
  { from, to }: Pick<OutgoingMail, "from" | "to">,
  otherwise: OutgoingMail["tls"],
): Promise<Pick<OutgoingMail, "tls" | "smtp">> {
  const now = ports.clock.now();
  const inForce = await tlsInForce(ports.tls, now.toISOString(), ports.settings, ports.tls.directory);
  const plans = to.map((recipient) => {
    const question = { envelopeSender: from, headerFrom: [from], recipient, receivedAt: now, kind };
    const { policy } = selectDeliveryPolicy(inForce.policies.delivery, question, inForce.context);
    return policy.id === builtInId ? null : judgeDelivery(policy, inForce.routes);
  });
  const strict = plans.find((plan) => plan !== null && (plan.act === "fall-back" || plan.tls === "require"));
  if (strict?.act === "send" && strict.route === "smtp") {
    const { minimumTls, certificate } = strict;
    return { tls: "require", smtp: { envelopeFrom: from, minimumTls, certificate } };
  }
  if (strict) return { tls: "require" };
  return { tls: plans.length > 0 && plans.every((plan) => plan !== null) ? "optional" : otherwise };
}
