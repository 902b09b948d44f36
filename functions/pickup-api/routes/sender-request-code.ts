import { requestSenderCode } from "../../../src/sender/code.ts";
import { route } from "../define-route.ts";
import { senderVisit, tooManyFromSender, toSenderPage, unknownSenderLink } from "../sender-pass.ts";

/** Orders a code to be mailed to the message's sender. */
export const requestCodeForSender = route({
  method: "POST",
  path: "/s/{token}/code",
  roles: "anyone",
  handle: async (call) => {
    const { context, request } = call;
    const visit = await senderVisit(call);
    if (visit === null) return unknownSenderLink(call);
    const outcome = await requestSenderCode(context, { messageId: visit.messageId, source: request.source });
    return outcome === "too-many" ? tooManyFromSender(call) : toSenderPage(call, visit.token, "?code=sent");
  },
});
