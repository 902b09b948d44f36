import { dmarcPassDomain } from "../mail/authentication-results.ts";
import { isAutomatic } from "../mail/automatic.ts";
import type { Effect } from "../tracking/outbox.ts";
import type { Subject } from "./decide.ts";
import { type Foreign, headerSender } from "./prove-ours.ts";
import { type GatewaySettings, isInternal } from "./settings.ts";

/**
 * The one exception to silence for strangers: who writes to a notice's address may be told that nobody reads it. Only
 * a person (not a program) whose header From is proven: by us, or by DMARC as SES saw it. Whether the address is
 * known, and has not been answered today, is asked when the answer is due.
 */
export function answerTo(
  { messageId, message, envelopeFrom }: Subject,
  foreign: Foreign | null,
  settings: GatewaySettings,
): Effect | null {
  const address = headerSender(message)?.toLowerCase() ?? null;
  if (address === null || isAutomatic(message.headers, envelopeFrom)) return null;
  const domain = address.slice(address.lastIndexOf("@") + 1);
  if (domain === settings.gatewayDomain || domain.endsWith(`.${settings.gatewayDomain}`)) return null;
  const ours = foreign === null && isInternal(address, settings);
  if (!ours && dmarcPassDomain(message.headers) !== domain) return null;
  return { kind: "answer-notice", messageId, address, known: ours };
}
