import { replayAnswer, replayRequest } from "../../../src/contracts/admin-api/replays.ts";
import { currentOf } from "../../../src/lifecycle/edit-draft.ts";
import { replayStep } from "../../../src/lifecycle/replay-step.ts";
import type { KeptPlace } from "../../../src/tracking/kept-texts.ts";
import { jsonAnswer } from "../json-answer.ts";
import { openTextOf, TextLooks, textDaysFor } from "../kept-texts.ts";
import { findDraftAt, policyReaders, usable } from "../policy-context.ts";
import { route } from "../principal.ts";
import { readReplayCursor, writeReplayCursor } from "../replay-cursor.ts";

const dayLength = 86_400_000;

/**
 * Judges some past messages by a draft: from their facts, and from their kept text where whoever asks may have it asked.
 * The console repeats it until no cursor is left.
 */
export const replayDraft = route({
  method: "POST",
  path: "/api/draft/replay",
  roles: policyReaders,
  scope: "policies:read",
  request: replayRequest,
  answer: replayAnswer,
  handle: async ({ input, principal, request, context }) => {
    const draft = await findDraftAt(context, principal, input);
    const policySet = await usable(context, draft);
    const inForce = input.against === "in-force" ? (await currentOf(context.policies)).policySet : undefined;
    const now = context.clock.now().getTime();
    const since = new Date(now - input.days * dayLength);
    const { page, looks: begun } = readReplayCursor(input.cursor);
    const textDays = await textDaysFor(context, principal);
    const looks = new TextLooks(context, principal, request, draft.owner, input.days);
    await looks.resume(begun);
    const open = (place: KeptPlace) => openTextOf(context, textDays, place, () => looks.begin());
    const ports = { judged: context.judged, clock: context.clock, open: textDays === 0 ? null : open };
    const step = await replayStep(ports, { policySet, inForce, since, cursor: page });
    await looks.note(step.texts, step.cursor === undefined);
    const cursor = step.cursor === undefined ? undefined : writeReplayCursor({ page: step.cursor, looks: looks.id });
    const reached = cursor === undefined ? since.toISOString() : (step.reached ?? new Date(now).toISOString());
    const done = Math.min(1, (now - Date.parse(reached)) / (now - since.getTime()));
    const { messages, recipients, rows, notKnown, texts } = step;
    return jsonAnswer(replayAnswer, { messages, recipients, rows, notKnown, texts, textDays, reached, done, cursor });
  },
});
