import { z } from "zod";
import { actOnMessage } from "../../../src/sender/act-on-message.ts";
import type { Did } from "../../../web/pickup/sender-page.ts";
import { route } from "../define-route.ts";
import { partsOf, senderVisit, toSenderPage, unknownSenderLink } from "../sender-pass.ts";

const done = {
  suspend: "suspended",
  resume: "resumed",
  recall: "recalled",
  resend: "resent",
} as const satisfies Record<string, Did>;

/** Suspends, resumes, recalls or notifies again, one recipient or all; only in a session for this message. */
export const actOnSentMessage = route({
  method: "POST",
  path: "/s/{token}/act",
  roles: "anyone",
  request: z.object({
    what: z.enum(["suspend", "resume", "recall", "resend"]),
    /** One recipient's id, or all of them. */
    recipient: z.string().regex(/^[\w-]{1,64}$/),
  }),
  handle: async (call) => {
    const { context, input } = call;
    const visit = await senderVisit(call);
    if (visit === null) return unknownSenderLink(call);
    if (!visit.open) return toSenderPage(call, visit.token);
    const { what, recipient } = input;
    const recipientId = recipient === "all" ? {} : { recipientId: recipient };
    const outcome = await actOnMessage(context, context.clock, { ...partsOf(visit), what, ...recipientId });
    const query = `?did=${done[what]}&count=${outcome.changed}&opened=${outcome.alreadyOpened}`;
    return toSenderPage(call, visit.token, query);
  },
});
