import { z } from "zod";
import { SealgateError } from "../../../src/errors.ts";
import { type AttachResult, attachPart } from "../../../src/pickup/letters/attach-file.ts";
import type { Answer } from "../../middleware/route.ts";
import { route } from "../define-route.ts";
import { aboutOf, answeredBy, kindAt, type LetterCall, letterIdForm } from "../letter-form.ts";

const query = z.object({
  letter: letterIdForm,
  kind: z.enum(["reply", "reply-all", "new"]).catch("reply"),
  file: z.string().regex(/^[A-Za-z0-9-]{8,40}$/),
  name: z.string().max(1000),
  type: z.string().max(200).default(""),
  size: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  part: z.coerce.number().int().min(0).max(1000),
});

const statuses: Readonly<Record<AttachResult, number>> = {
  arrived: 200,
  sent: 409,
  "too-large": 413,
  "too-many": 429,
  "wrong-part": 400,
};

/** One part of a file for a reply, sealed as it arrives. */
export const uploadReplyPart = route({
  method: "POST",
  path: "/messages/{messageId}/reply/parts",
  roles: ["recipient"],
  handle: (call) => upload(call),
});

/** One part of a file for a new message. */
export const uploadComposePart = route({
  method: "POST",
  path: "/compose/parts",
  roles: ["recipient"],
  handle: (call) => upload(call),
});

async function upload(call: LetterCall): Promise<Answer> {
  const { context, request, principal } = call;
  const asked = query.safeParse(Object.fromEntries(request.query));
  if (!asked.success) throw new SealgateError("bad-request", 400, "the part is not described");
  const { letter, kind: said, file, ...part } = asked.data;
  const kind = kindAt(call, said);
  const found = await answeredBy(call, kind);
  if ("refusal" in found) return found.refusal;
  const draft = { address: principal.account.address, about: aboutOf(call), letterId: letter, kind };
  const outcome = await attachPart(context, context.clock, draft, { ...part, fileId: file, bytes: request.body });
  return {
    status: statuses[outcome],
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ outcome }),
  };
}
