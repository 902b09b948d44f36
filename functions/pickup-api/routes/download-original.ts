import { attachmentDisposition, fileName } from "../../../src/pickup/download.ts";
import { openBytes } from "../../../src/pickup/open-message.ts";
import { downloadPolicy } from "../content-security-policy.ts";
import { route } from "../define-route.ts";
import { noteLook } from "../note-look.ts";
import { unavailable } from "../notices.ts";
import { askerOf } from "../principal.ts";

/** The whole message as it was sent, for the recipient's own archive. */
export const downloadOriginal = route({
  method: "GET",
  path: "/messages/{messageId}/message.eml",
  roles: ["recipient"],
  handle: async (call) => {
    const { context, params, principal } = call;
    const asked = { asker: askerOf(principal), messageId: params.messageId ?? "" };
    const opened = await openBytes(context, context.clock.now(), asked, "message.eml");
    if (opened.outcome !== "found") return unavailable(call, opened);
    await noteLook(call, opened.deposit, "message");
    return {
      status: 200,
      headers: {
        "content-type": "message/rfc822",
        "content-disposition": attachmentDisposition(`${fileName(opened.deposit.subject, "message")}.eml`),
        "content-security-policy": downloadPolicy,
      },
      body: opened.bytes,
    };
  },
});
