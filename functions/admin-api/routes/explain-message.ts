import type { AdminContext } from "../../../src/context/admin.ts";
import { explanationAnswer, explanationRequest } from "../../../src/contracts/admin-api/replays.ts";
import { trace as traceSchema } from "../../../src/contracts/admin-api/trace.ts";
import { SealgateError } from "../../../src/errors.ts";
import { type ReplayedMessage, replayMessage } from "../../../src/lifecycle/replay-message.ts";
import type { Facts, Trace } from "../../../src/policy/types.ts";
import type { JudgedMessage } from "../../../src/tracking/judged-messages.ts";
import { jsonAnswer } from "../json-answer.ts";
import { openTextOf, textDaysFor } from "../kept-texts.ts";
import { policiesFor, policyReaders } from "../policy-context.ts";
import { type Principal, route } from "../principal.ts";
import { describeVerdict } from "../verdict-answer.ts";

/** A past message explained by the version that judged it, another one or a draft, beside what was said then. */
export const explainMessage = route({
  method: "GET",
  path: "/api/messages/{messageId}/explanation",
  roles: policyReaders,
  request: explanationRequest,
  answer: explanationAnswer,
  audit: "messages.explain",
  handle: async ({ input, params, principal, context }) => {
    const detail = await context.tracking.find(params.messageId ?? "");
    if (detail === null) throw new SealgateError("not-found", 404, "no message of this id is known");
    const { messageId, receivedAt, envelopeFrom, subject = "", policyVersion: judgedBy = 0 } = detail.message;
    const version = input.version ?? (input.draft === undefined && judgedBy > 0 ? judgedBy : undefined);
    const { policySet, name } = await policiesFor(context, principal, { draft: input.draft, version });
    const message = {
      messageId,
      receivedAt,
      envelopeFrom,
      subject,
      policyVersion: judgedBy,
      judgement: detail.judgement,
    };
    const fromFacts = replayMessage(message, policySet);
    const answers = await textAnswers(context, principal, message, fromFacts);
    const replayed = answers === null ? fromFacts : replayMessage(message, policySet, { answers });
    if (replayed.kind !== "replayed") {
      const why = replayed.kind === "not-judged" ? "it was not judged by policies" : "too much was found to be kept";
      throw new SealgateError(replayed.kind, 409, `this message cannot be explained: ${why}`);
    }
    const { recipients } = replayed;
    const earlier = recipients.flatMap(({ before, beforeTrace }) => (before === null ? [] : [{ before, beforeTrace }]));
    const told = jsonAnswer(explanationAnswer, {
      policies: name,
      judgedBy,
      fromText: answers !== null,
      verdicts: recipients.map(({ after }, index) => describeVerdict(after, index)),
      traces: recipients.map(({ afterTrace }) => shown(afterTrace)),
      before: earlier.map(({ before }, index) => describeVerdict(before, index)),
      beforeTraces: earlier.map(({ beforeTrace }) => shown(beforeTrace ?? { policies: [] })),
      unknown: Object.fromEntries(
        recipients.filter(({ unknownTo }) => unknownTo.length > 0).map((one) => [one.recipient, [...one.unknownTo]]),
      ),
    });
    return { ...told, recorded: { object: messageId, after: { policies: name, ...(answers && { text: "asked" }) } } };
  },
});

/** What the message's text says of the questions that its facts leave open; null when it was not asked. */
async function textAnswers(
  context: AdminContext,
  principal: Principal,
  message: JudgedMessage,
  replayed: ReplayedMessage,
): Promise<Facts["answers"] | null> {
  if (replayed.kind !== "replayed" || replayed.open.length === 0) return null;
  const days = await textDaysFor(context, principal);
  const text = days === 0 ? null : await openTextOf(context, days, message);
  return text === null ? null : text.ask(replayed.open);
}

function shown(trace: Trace) {
  return traceSchema.parse(trace);
}
