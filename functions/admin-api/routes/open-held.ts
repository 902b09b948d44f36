import { heldContentAnswer, heldFileRequest } from "../../../src/contracts/admin-api/held.ts";
import { heldLimits } from "../../../src/contracts/admin-api/held-limits.ts";
import { SealgateError } from "../../../src/errors.ts";
import { openHeldPart, openHeldView } from "../../../src/gateway/open-held.ts";
import { attachmentDisposition, fileName } from "../../../src/pickup/download.ts";
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
    const { from, to, cc, subject, date, attachments } = view;
    const text = view.text.slice(0, heldLimits.text);
    const htmlText = view.htmlText.slice(0, heldLimits.text);
    const isCut = text !== view.text || htmlText !== view.htmlText;
    const listed = attachments.map(({ name, type, size }, number) => ({ number, name, type, size }));
    const recorded = { object: `${params.messageId}/${params.recipientId}` };
    const shown = { from, to, cc, subject, date, text, htmlText, isCut, attachments: listed };
    return { ...jsonAnswer(heldContentAnswer, shown), recorded };
  },
});

/** One attachment of a held message as a file, or a part of it, for reviewers alone. */
export const downloadHeld = route({
  method: "GET",
  path: "/api/held/{messageId}/{recipientId}/attachments/{number}",
  roles: ["reviewer"],
  request: heldFileRequest,
  audit: "held.download",
  handle: async ({ params, input, context }) => {
    const copy = await findHeld(context, params);
    const number = Number(params.number);
    const listed = (await openHeldView(context.reviewing, copy))?.attachments[number];
    const bytes = listed && (await openHeldPart(context.reviewing, copy, `attachments/${number}`));
    if (!listed || !bytes) throw new SealgateError("not-found", 404, "there is no such attachment");
    return {
      status: 200,
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": attachmentDisposition(fileName(listed.name, "attachment")),
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
      },
      body: partOf(bytes, input.part),
      recorded: { object: `${params.messageId}/${params.recipientId}/${number}` },
    };
  },
});

/** The whole where no part is named and one answer can hold it. */
function partOf(bytes: Buffer, part: number | undefined): Buffer {
  if (part === undefined && bytes.length > heldLimits.part)
    throw new SealgateError("too-large", 413, "this attachment is too large for one answer; ask for its parts");
  const start = (part ?? 0) * heldLimits.part;
  if (start > 0 && start >= bytes.length) throw new SealgateError("not-found", 404, "the attachment has no such part");
  return bytes.subarray(start, start + heldLimits.part);
}
