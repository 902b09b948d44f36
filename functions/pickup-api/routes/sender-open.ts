import { z } from "zod";
import { endSenderSession } from "../../../src/sender/access.ts";
import { openWithCode } from "../../../src/sender/code.ts";
import { hostCookie } from "../../middleware/cookies.ts";
import { route } from "../define-route.ts";
import { senderCookie, senderVisit, tooManyFromSender, toSenderPage, unknownSenderLink } from "../sender-pass.ts";

const sessionSeconds = 15 * 60;

/** Opens the page for whoever types the mailed code, for 15 minutes and this message alone. */
export const openSenderPage = route({
  method: "POST",
  path: "/s/{token}/open",
  roles: "anyone",
  request: z.object({ code: z.string().max(200).default("") }),
  handle: async (call) => {
    const { context, input, request } = call;
    const visit = await senderVisit(call);
    if (visit === null) return unknownSenderLink(call);
    const { messageId, token } = visit;
    const result = await openWithCode(context, context.clock, { messageId, code: input.code, source: request.source });
    if (result.outcome === "too-many") return tooManyFromSender(call);
    if (result.outcome !== "opened") return toSenderPage(call, token, "?code=wrong");
    await endSenderSession(context, request.cookies[senderCookie] ?? "");
    return toSenderPage(call, token, "", [hostCookie(senderCookie, result.session, sessionSeconds)]);
  },
});
