import type { AdminContext } from "../../../src/context/admin.ts";
import { readinessAnswer, readinessRequest } from "../../../src/contracts/admin-api/tls.ts";
import { type Observation, readiness } from "../../../src/tls/readiness.ts";
import { selectDeliveryPolicy } from "../../../src/tls/select-policy.ts";
import type { RecipientRecord } from "../../../src/tracking/message-record.ts";
import type { TrackedMessage } from "../../../src/tracking/message-tracking.ts";
import { jsonAnswer } from "../json-answer.ts";
import { overseers, route } from "../principal.ts";
import { tlsContextOf } from "../tls-review.ts";

/** Messages that are looked at, and how long that may take: an answer has to come within 29 seconds. */
const mostMessages = 10_000;
const mostMilliseconds = 15_000;

/** Which partner domains could be enforced safely, and what would fail today, from what was observed. */
export const readTlsReadiness = route({
  method: "GET",
  path: "/api/tls-readiness",
  roles: overseers,
  scope: "tls:read",
  request: readinessRequest,
  answer: readinessAnswer,
  handle: async ({ input: { days }, context }) => {
    const { messages, all } = await messagesOf(days, context);
    const seen = messages.flatMap(({ recipients }) => recipients.flatMap((one) => observed(one, context)));
    const policies = (await context.tls.repository.newest())?.policies.delivery ?? [];
    const known = await tlsContextOf(context);
    const enforcedBy = (domain: string) => {
      const anyone = `postmaster@${context.companyDomains[0] ?? context.gatewayDomain}`;
      const question = { envelopeSender: anyone, headerFrom: [anyone], recipient: `postmaster@${domain}` };
      const { policy } = selectDeliveryPolicy(policies, { ...question, receivedAt: context.clock.now() }, known);
      return policy.option === "enforced" ? policy.id : null;
    };
    return jsonAnswer(readinessAnswer, {
      days,
      all,
      since: messages.at(-1)?.message.receivedAt ?? null,
      messages: messages.length,
      domains: readiness(seen, enforcedBy),
    });
  },
});

/** The messages of the last days, newest first; `all` false: there are more than can be looked at. */
async function messagesOf(days: number, { tracking, clock }: AdminContext) {
  const begun = clock.now().getTime();
  const oldest = new Date(begun - days * 86_400_000).toISOString();
  const messages: TrackedMessage[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await tracking.list({ limit: 100, ...(cursor && { cursor }) });
    const young = page.messages.filter(({ message }) => message.receivedAt >= oldest);
    messages.push(...young);
    cursor = page.cursor;
    if (cursor === undefined || young.length < page.messages.length) return { messages, all: true };
    const late = clock.now().getTime() - begun > mostMilliseconds;
    if (late || messages.length >= mostMessages) return { messages, all: false };
  }
}

/** Clear mail to the outside only. */
function observed(recipient: RecipientRecord, { companyDomains }: AdminContext): Observation[] {
  const { address, state, delivery, wire, answer = "" } = recipient;
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  if (delivery === undefined || companyDomains.includes(domain)) return [];
  const ended = state === "delivered" || state === "bounced" || state === "sealed" || state === "held";
  const tlsFailed =
    ended && state !== "delivered" && answer !== "" && delivery.tls === "require" && !/\b[45]\.[126]\.\d/.test(answer);
  return [{ domain, delivered: state === "delivered", tlsFailed, delivery, wire }];
}
