import { z } from "zod";
import { extendMessage } from "../../../src/sender/act-on-message.ts";
import { route } from "../define-route.ts";
import { partsOf, senderVisit, toSenderPage, unknownSenderLink } from "../sender-pass.ts";

/** Keeps the message longer for every recipient who can still open it; only in a session for this message. */
export const extendSentMessage = route({
  method: "POST",
  path: "/s/{token}/extend",
  roles: "anyone",
  request: z.object({ days: z.coerce.number().int().min(1).max(365).catch(0) }),
  handle: async (call) => {
    const { context, input } = call;
    const visit = await senderVisit(call);
    if (visit === null) return unknownSenderLink(call);
    if (!visit.open) return toSenderPage(call, visit.token);
    const { changed } = await extendMessage(context, context.clock, { ...partsOf(visit), days: input.days });
    return toSenderPage(call, visit.token, `?did=extended&count=${changed}`);
  },
});
