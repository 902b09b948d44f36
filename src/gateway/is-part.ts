import { parseAddresses } from "../mail/addresses.ts";
import { decodeGatewayRecipient } from "../mail/gateway-recipient.ts";
import { headerValues } from "../mail/header-fields.ts";
import { recipientIdOf } from "./arrival.ts";
import type { Subject } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { type GatewaySettings, isInternal } from "./settings.ts";

/**
 * Whether a message came for some of the outsiders that its To and Cc name, and not for others: those come by another
 * part. Where it came for nobody who is named (a Bcc), nothing is known of other parts.
 */
export function isPart(
  { messageId, message, earlier }: Subject,
  decisions: readonly Pick<Decision, "address">[],
  settings: GatewaySettings,
): boolean {
  // By their real addresses: one of Google's came for a mailbox of ours, with the recipient in a header.
  const came = new Set([...decisions.map(({ address }) => recipientIdOf(messageId, address)), ...(earlier ?? [])]);
  const named = ["to", "cc"].flatMap((name) => headerValues(message.headers, name)).flatMap(parseAddresses);
  const outsiders = named
    .map(({ address }) => decodeGatewayRecipient(address, settings.gatewayDomain).address ?? address)
    .filter((address) => address.includes("@") && !isInternal(address, settings))
    .map((address) => recipientIdOf(messageId, address));
  return outsiders.some((id) => came.has(id)) && outsiders.some((id) => !came.has(id));
}
