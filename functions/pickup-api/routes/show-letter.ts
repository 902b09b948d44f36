import { z } from "zod";
import { route } from "../define-route.ts";
import { aboutOf, answeredBy, formAnswer, kindAt, type LetterCall } from "../letter-form.ts";

const query = z.object({
  all: z.literal("1").optional().catch(undefined),
  note: z.enum(["saved", "lost-file", "too-large"]).optional().catch(undefined),
});

/** The form to reply, with the draft as it was kept. Looking begins nothing. */
export const showReply = route({
  method: "GET",
  path: "/messages/{messageId}/reply",
  roles: ["recipient"],
  request: query,
  handle: async (call) => show(call, call.input, call.input.all === "1" ? "reply-all" : undefined),
});

/** The form to write a new message. */
export const showCompose = route({
  method: "GET",
  path: "/compose",
  roles: ["recipient"],
  request: query,
  handle: async (call) => show(call, call.input, "new"),
});

async function show(call: LetterCall, { note }: z.output<typeof query>, asked: "reply-all" | "new" | undefined) {
  const { context, principal } = call;
  const letter = await context.letters.draft(principal.account.address, aboutOf(call));
  const kind = kindAt(call, asked ?? letter?.kind);
  const found = await answeredBy(call, kind);
  if ("refusal" in found) return found.refusal;
  return formAnswer(call, found.answered, { kind, letter, ...(note && { note }) });
}
