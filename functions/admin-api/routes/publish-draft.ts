import { publishedAnswer, publishRequest } from "../../../src/contracts/admin-api/drafts.ts";
import { SealgateError } from "../../../src/errors.ts";
import { type Published, publishDraft as publish } from "../../../src/lifecycle/publish-draft.ts";
import type { KeptPlace } from "../../../src/tracking/kept-texts.ts";
import { jsonAnswer } from "../json-answer.ts";
import { openTextOf, TextLooks, textDaysFor } from "../kept-texts.ts";
import { editorOf, findDraftAt, policyEditors } from "../policy-context.ts";
import { route } from "../principal.ts";

/** Puts a draft in force at the next message, unless something speaks against it. */
export const publishDraft = route({
  method: "POST",
  path: "/api/draft/publish",
  roles: policyEditors,
  scope: "policies:write",
  audit: "policies.publish",
  request: publishRequest,
  answer: publishedAnswer,
  handle: async ({ input, principal, request, context }) => {
    const draft = await findDraftAt(context, principal, input);
    const { note, acceptHoles } = input;
    const textDays = await textDaysFor(context, principal);
    const looks = new TextLooks(context, principal, request, draft.owner, textDays);
    let texts = 0;
    const open = async (place: KeptPlace) => {
      const text = await openTextOf(context, textDays, place, () => looks.begin());
      texts += text === null ? 0 : 1;
      return text;
    };
    const ports = textDays === 0 ? context : { ...context, open };
    const outcome = await publish(ports, draft, editorOf(principal), { note, acceptHoles });
    await looks.note(texts, true);
    const { version: published, looked } = publishedOf(outcome);
    const { version, publishedAt } = published;
    const recorded = { object: `version ${version}`, before: draft.basedOn, after: { note, acceptHoles } };
    return { ...jsonAnswer(publishedAnswer, { version, publishedAt, looked }), recorded };
  },
});

/** The new version; whatever spoke against it becomes a problem with its own code. */
export function publishedOf(outcome: Published) {
  switch (outcome.kind) {
    case "published":
      return outcome;
    case "stale":
      throw new SealgateError("stale-base", 409, "another version was published meanwhile; bring the draft up to date");
    case "invalid": {
      const [first] = outcome.problems.filter(({ severity }) => severity === "error");
      const place = [first?.name, first?.path].filter((word) => word !== undefined && word !== "").join(": ");
      throw new SealgateError("draft-has-errors", 422, `${place}: ${first?.message ?? "the policies are not valid"}`);
    }
    case "tests-fail": {
      const failed = outcome.tests.filter(({ passed }) => !passed);
      const told = failed.map(({ name, outcome: what }) => `“${name}” (${what})`).slice(0, 3);
      throw new SealgateError("tests-fail", 422, `golden tests fail: ${told.join("; ")}`);
    }
    case "opens-a-hole": {
      const { messages } = outcome;
      const title = `${messages.length} past messages would go out in clear, such as ${messages[0]}`;
      throw new SealgateError("opens-a-hole", 409, title);
    }
  }
}
