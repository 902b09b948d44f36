import { z } from "zod";
import { finding, type MessageAnswer, type RecipientDetail } from "../../src/contracts/admin-api/messages.ts";
import { type TraceNode, trace } from "../../src/contracts/admin-api/trace.ts";
import type { RecipientRecord } from "../../src/tracking/message-record.ts";
import type { TrackedMessageDetail } from "../../src/tracking/message-tracking.ts";

/** The part of the stored judgement that the console shows. */
const kept = z.object({
  facts: z.object({ findings: z.array(finding) }),
  judgement: z.object({
    verdicts: z.array(z.object({ recipient: z.string(), trace: z.number().int() })),
    traces: z.array(trace),
  }),
});
const stored = z.union([kept, z.object({ tooLarge: z.number() })]);

/** What the ledger knows of a message, as the console shows it. */
export function describeMessage(detail: TrackedMessageDetail): MessageAnswer {
  const { message, recipients, timeline } = detail;
  const { reasoning, findings, verdicts, traces } = reasoningOf(detail.judgement);
  const traceOf = new Map(verdicts.map((verdict) => [verdict.recipient.toLowerCase(), verdict.trace]));
  const addressOf = new Map(recipients.map(({ recipientId, address }) => [recipientId, address]));
  return {
    id: message.messageId,
    receivedAt: message.receivedAt,
    from: message.envelopeFrom,
    subject: message.subject ?? "",
    state: message.state,
    headerFrom: message.headerFrom ?? "",
    headerFromName: message.headerFromName ?? "",
    sentAt: message.sentAt ?? "",
    messageIdHeader: message.messageIdHeader ?? "",
    size: message.size ?? 0,
    sourceIp: message.sourceIp ?? "",
    helo: message.helo,
    policyVersion: message.policyVersion ?? 0,
    refusal: message.refusal,
    finalAt: message.finalAt,
    recipients: recipients.map((recipient) => toDetail(recipient, traceOf)),
    reasoning,
    traces,
    findings,
    timeline: timeline.map(({ at, event, recipientId, detail, by }) => ({
      at,
      event,
      recipient: recipientId === undefined ? undefined : (addressOf.get(recipientId) ?? recipientId),
      detail,
      by,
    })),
  };
}

type Reasoning = Pick<MessageAnswer, "reasoning" | "findings" | "traces"> & {
  readonly verdicts: z.output<typeof kept>["judgement"]["verdicts"];
};

function reasoningOf(judgement: unknown): Reasoning {
  const none = { findings: [], verdicts: [], traces: [] };
  if (judgement === null) return { reasoning: "not-judged", ...none };
  const read = stored.parse(judgement);
  if ("tooLarge" in read) return { reasoning: "too-large", ...none };
  return { reasoning: "kept", findings: read.facts.findings, ...read.judgement };
}

/** The same without what was matched: neither masked values nor what was compared. */
export function withoutEvidence(answer: MessageAnswer): MessageAnswer {
  const traces = answer.traces.map(({ policies }) => ({
    policies: policies.map((policy) => ({
      ...policy,
      conditions: policy.conditions && bare(policy.conditions),
      exceptions: policy.exceptions && bare(policy.exceptions),
    })),
  }));
  return { ...answer, traces };
}

function bare(node: TraceNode): TraceNode {
  if ("group" in node) return { ...node, of: node.of.map(bare) };
  const { type, sentence, result } = node;
  return { type, sentence, result };
}

function toDetail(recipient: RecipientRecord, traceOf: ReadonlyMap<string, number>): RecipientDetail {
  const { recipientId, address, state, disposition, policyName, reason, answer, finalAt } = recipient;
  const index = traceOf.get(address.toLowerCase()) ?? null;
  const { receipt, delivery, wire } = recipient;
  const tls = { receipt, delivery, wire, promise: promiseOf(recipient) };
  return { id: recipientId, address, state, disposition, policyName, reason, answer, finalAt, ...tls, trace: index };
}

/** SES delivers over TLS or not at all where it is required; the company's own mail server shows its connection. */
function promiseOf({ state, delivery, wire }: RecipientRecord): RecipientDetail["promise"] {
  if (delivery === undefined || state !== "delivered") return undefined;
  const certain = delivery.tls === "require" && (delivery.route === "ses" || wire?.version !== undefined);
  return certain ? "guaranteed" : "opportunistic";
}
