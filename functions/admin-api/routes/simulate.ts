import { simulationAnswer, simulationRequest } from "../../../src/contracts/admin-api/simulations.ts";
import { trace as traceSchema } from "../../../src/contracts/admin-api/trace.ts";
import { SealgateError } from "../../../src/errors.ts";
import { describeParts } from "../../../src/lifecycle/describe-message.ts";
import { tryMessage } from "../../../src/lifecycle/try-message.ts";
import { typedMessage } from "../../../src/lifecycle/typed-message.ts";
import { headerText } from "../../../src/mail/header-fields.ts";
import { jsonAnswer } from "../json-answer.ts";
import { policiesFor, policyReaders } from "../policy-context.ts";
import { route } from "../principal.ts";
import { describeVerdict } from "../verdict-answer.ts";

/** Judges a message that somebody tries: what would happen, why, and what was read of it. Nothing of it is kept. */
export const simulate = route({
  method: "POST",
  path: "/api/simulations",
  roles: policyReaders,
  request: simulationRequest,
  answer: simulationAnswer,
  handle: async ({ input, principal, context }) => {
    const { eml, typed, from, to, sourceIp, tls } = input;
    if ((eml === undefined) === (typed === undefined)) {
      throw new SealgateError("bad-request", 400, "give the file of a message, or a typed one");
    }
    const begun = performance.now();
    const { policySet, name } = await policiesFor(context, principal, input);
    const at = input.at === undefined ? context.clock.now() : new Date(input.at);
    const raw = eml === undefined ? typedMessage({ ...typed, from, to, at }) : Buffer.from(eml, "base64");
    const { message, facts, judgement } = await tryMessage({ raw, from, to, at, sourceIp, tls }, policySet);
    const { parts, moreParts } = await describeParts(message);
    return jsonAnswer(simulationAnswer, {
      policies: name,
      subject: headerText(message.headers, "subject"),
      sender: facts.envelope.sender ?? "",
      size: facts.size,
      milliseconds: Math.round(performance.now() - begun),
      verdicts: judgement.verdicts.map((verdict) => describeVerdict(verdict)),
      traces: judgement.traces.map((one) => traceSchema.parse(one)),
      findings: facts.findings.slice(0, 200).map(({ kind, part, detail }) => ({ kind, part, detail })),
      ...{ parts, moreParts },
    });
  },
});
