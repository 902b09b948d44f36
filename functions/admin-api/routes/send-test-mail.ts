import type { AdminContext } from "../../../src/context/admin.ts";
import {
  type TestMailProgress,
  testMailAnswer,
  testMailProgress,
  testMailRequest,
} from "../../../src/contracts/admin-api/tls.ts";
import { SealgateError } from "../../../src/errors.ts";
import { testMessageId, testOutboxId } from "../../../src/gateway/test-mail.ts";
import type { OutboxItem } from "../../../src/tracking/outbox.ts";
import { jsonAnswer } from "../json-answer.ts";
import { policyEditors } from "../policy-context.ts";
import { route } from "../principal.ts";

/** One person's test mails: strangers get them. */
const limit = { max: 30, seconds: 3600 };

/** Sends a mail of ours by the gateway's own ingress, where that can be, and on as Secure Delivery wants it sent. */
export const sendTestMail = route({
  method: "POST",
  path: "/api/tls-test-mail",
  roles: policyEditors,
  audit: "tls-policies.test-mail",
  request: testMailRequest,
  answer: testMailAnswer,
  handle: async ({ input: { to }, principal, context }) => {
    const { clock, outbox, gatewayDomain, limiter } = context;
    const domain = to.slice(to.lastIndexOf("@") + 1).toLowerCase();
    if (domain === gatewayDomain || domain.endsWith(`.${gatewayDomain}`))
      throw new SealgateError("gateway-domain", 422, "name an address outside the gateway's own domain");
    if (!(await limiter.take(`test-mail/${principal.subjectId}`, limit)))
      throw new SealgateError("too-many-tests", 429, "30 test mails an hour are the most, wait a while");
    const test = clock.token(16).replaceAll(/[^A-Za-z0-9]/g, "");
    const effect = { kind: "send-test", testId: test, to } as const;
    await outbox.add(effect, testOutboxId(test).slice("j_".length));
    return { ...jsonAnswer(testMailAnswer, { test }), recorded: { object: test } };
  },
});

/** How far a test mail came, and the message to look at. */
export const readTestMail = route({
  method: "GET",
  path: "/api/tls-test-mail/{test}",
  roles: policyEditors,
  answer: testMailProgress,
  handle: async ({ params: { test = "" }, context }) => {
    const item = await context.tls.outbox.find(testOutboxId(test));
    if (item === null) throw new SealgateError("not-found", 404, "there is no such test mail");
    return jsonAnswer(testMailProgress, await progressOf(item, test, context));
  },
});

async function progressOf(item: OutboxItem, test: string, { tracking }: AdminContext): Promise<TestMailProgress> {
  if (item.state === "failed") return { state: "failed", words: item.fault ?? "" };
  if (item.state === "done") return { state: "arrived", messageId: testMessageId(test) };
  if (item.sesMessageId === undefined) return { state: "under-way" };
  // Amazon SES writes its own Message-ID into what it sends.
  const own = `<${item.sesMessageId}@`;
  let cursor: string | undefined;
  do {
    const page = await tracking.list({ limit: 100, ...(cursor && { cursor }) });
    const found = page.messages.find(({ message }) => message.messageIdHeader.startsWith(own));
    if (found) return { state: "arrived", messageId: found.message.messageId };
    const oldest = page.messages.at(-1)?.message.receivedAt ?? "";
    cursor = oldest > item.createdAt ? page.cursor : undefined;
  } while (cursor !== undefined);
  return { state: "under-way" };
}
