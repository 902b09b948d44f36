import { createHmac, timingSafeEqual } from "node:crypto";
import { headerValues } from "../mail/header-fields.ts";
import type { ReadMessage } from "../mail/message.ts";

/** Header by which a test mail of the console is known when it comes in at the gateway's own ingress. */
export const testHeader = "x-sealgate-test";

/** How long a test mail may be on its way. */
const validMinutes = 60;

/** What a test mail is for; its mark holds for this recipient alone. */
export type Test = { readonly testId: string; readonly to: string };

/** The mark of a test mail that leaves now. */
export function testMarkOf(test: Test, now: Date, markerSecret: string, gatewayDomain: string): string {
  const until = new Date(now.getTime() + validMinutes * 60_000).toISOString();
  return `1;${test.testId};${until};${hmac(test, until, markerSecret, gatewayDomain)}`;
}

/** Whether a message to this one recipient is a test mail of this gateway. */
export function isTest(
  message: Pick<ReadMessage, "headers">,
  { to, at }: { readonly to: string; readonly at: string },
  markerSecret: string,
  gatewayDomain: string,
): boolean {
  const [value, ...others] = headerValues(message.headers, testHeader);
  const [version, testId = "", until = "", mac = ""] = (value ?? "").trim().split(";");
  if (others.length > 0 || version !== "1" || until <= at) return false;
  const expected = Buffer.from(hmac({ testId, to }, until, markerSecret, gatewayDomain));
  const given = Buffer.from(mac);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function hmac({ testId, to }: Test, until: string, markerSecret: string, gatewayDomain: string): string {
  const about = `test\n${gatewayDomain}\n${testId}\n${to.toLowerCase()}\n${until}`;
  return createHmac("sha256", markerSecret).update(about).digest("base64url");
}
