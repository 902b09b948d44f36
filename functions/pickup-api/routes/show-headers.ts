import { openBytes } from "../../../src/pickup/open-message.ts";
import { headersPage } from "../../../web/pickup/headers-page.ts";
import { route } from "../define-route.ts";
import { unavailable } from "../notices.ts";
import { pageAnswer } from "../page-answer.ts";
import { askerOf } from "../principal.ts";

const longest = 200_000;

/** The header of the message as it was sent. */
export const showHeaders = route({
  method: "GET",
  path: "/messages/{messageId}/headers",
  roles: ["recipient"],
  handle: async (call) => {
    const { context, params, principal, request } = call;
    const { address } = principal.account;
    const asked = { asker: askerOf(principal), messageId: params.messageId ?? "" };
    const opened = await openBytes(context, context.clock.now(), asked, "message.eml");
    if (opened.outcome !== "found") return unavailable(call, opened);
    const view = { messageId: opened.deposit.messageId, header: headerOf(opened.bytes) };
    return pageAnswer({ request, context, account: address }, (frame) => headersPage(frame, view));
  },
});

function headerOf(raw: Buffer): string {
  const end = /\r?\n\r?\n/.exec(raw.toString("latin1", 0, longest))?.index ?? longest;
  return raw.toString("utf8", 0, end).replaceAll(/[^\P{Cc}\n\t]/gu, "");
}
