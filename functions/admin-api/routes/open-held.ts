import { heldContentAnswer } from "../../../src/contracts/admin-api/held.ts";
import { SealgateError } from "../../../src/errors.ts";
import { openHeldPart, openHeldView } from "../../../src/gateway/open-held.ts";
import { findHeld } from "../find-held.ts";
import { jsonAnswer } from "../json-answer.ts";
import { route } from "../principal.ts";

/** The text of one held message and what is attached, for reviewers alone; each look is entered in the audit log. */
export const openHeld = route({
  method: "GET",
  path: "/api/held/{messageId}/{recipientId}",
  roles: ["reviewer"],
  answer: heldContentAnswer,
  audit: "held.look",
  handle: async ({ params, context }) => {
    const copy = await findHeld(context, params);
    const view = await openHeldView(context.reviewing, copy);
    if (view === null) throw new SealgateError("no-copy", 409, "no copy was kept for review");
    const { from, to, cc, subject, date, text, attachments } = view;
    const listed = attachments.map(({ name, type, size }, number) => ({ number, name, type, size }));
    const recorded = { object: `${params.messageId}/${params.recipientId}` };
    return { ...jsonAnswer(heldContentAnswer, { from, to, cc, subject, date, text, attachments: listed }), recorded };
  },
});

/** One attachment of a held message as a file, for reviewers alone. */
export const downloadHeld = route({
  method: "GET",
  path: "/api/held/{messageId}/{recipientId}/attachments/{number}",
  roles: ["reviewer"],
  audit: "held.download",
  handle: async ({ params, context }) => {
    const copy = await findHeld(context, params);
    const number = Number(params.number);
    const listed = (await openHeldView(context.reviewing, copy))?.attachments[number];
    const bytes = listed && (await openHeldPart(context.reviewing, copy, `attachments/${number}`));
    if (!listed || !bytes) throw new SealgateError("not-found", 404, "there is no such attachment");
    return {
      status: 200,
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(listed.name || "attachment")}`,
      },
      body: bytes,
      recorded: { object: `${params.messageId}/${params.recipientId}/${number}` },
    };
  },
});
