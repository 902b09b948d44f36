import { endSenderSession } from "../../../src/sender/access.ts";
import { dropCookie } from "../../middleware/cookies.ts";
import { route } from "../define-route.ts";
import { senderCookie, senderVisit, toSenderPage, unknownSenderLink } from "../sender-pass.ts";

/** Ends the sender's session on the server and in the browser. */
export const leaveSenderPage = route({
  method: "POST",
  path: "/s/{token}/leave",
  roles: "anyone",
  handle: async (call) => {
    const visit = await senderVisit(call);
    if (visit === null) return unknownSenderLink(call);
    await endSenderSession(call.context, call.request.cookies[senderCookie] ?? "");
    return toSenderPage(call, visit.token, "", [dropCookie(senderCookie)]);
  },
});
