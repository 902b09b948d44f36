import { createHmac, timingSafeEqual } from "node:crypto";
import { headerValues } from "../mail/header-fields.ts";
import type { ReadMessage } from "../mail/message.ts";

/** Header of our own mark; a message that comes in with a valid one has passed here before. */
export const markHeader = "x-sealgate-mark";

/** A message relayed more often than this goes in circles (RFC 5321 section 6.3 asks for at least 100). */
const mostReceived = 100;

/** The mark of a message that leaves in clear. */
export function markOf(messageId: string, markerSecret: string, gatewayDomain: string): string {
  return `1;${messageId};${hmac(messageId, markerSecret, gatewayDomain)}`;
}

/** Whether the message carries a mark of this deployment, or was relayed too often. A mark that is not ours is ignored. */
export function isLoop(message: Pick<ReadMessage, "headers">, markerSecret: string, gatewayDomain: string): boolean {
  if (headerValues(message.headers, "received").length > mostReceived) return true;
  return headerValues(message.headers, markHeader).some((value) => {
    const [version, messageId = "", mac = ""] = value.trim().split(";");
    const expected = Buffer.from(hmac(messageId, markerSecret, gatewayDomain));
    const given = Buffer.from(mac);
    return version === "1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function hmac(messageId: string, markerSecret: string, gatewayDomain: string): string {
  return createHmac("sha256", markerSecret).update(`mark\n${gatewayDomain}\n${messageId}`).digest("base64url");
}
