import { attachmentDisposition, downloadType, fileName } from "../../../src/pickup/download.ts";
import { openAttachment } from "../../../src/pickup/open-attachment.ts";
import { downloadPolicy } from "../content-security-policy.ts";
import { route } from "../define-route.ts";
import { noteLook } from "../note-look.ts";
import { notFound, unavailable } from "../notices.ts";
import { textsOf } from "../page-texts-of.ts";
import { askerOf } from "../principal.ts";

/** One attachment, always to be saved, never shown by the browser. */
export const downloadAttachment = route({
  method: "GET",
  path: "/messages/{messageId}/attachments/{number}",
  roles: ["recipient"],
  handle: async (call) => {
    const { context, params, principal } = call;
    const asked = { asker: askerOf(principal), messageId: params.messageId ?? "" };
    if (!/^\d{1,4}$/.test(params.number ?? "")) return notFound(call);
    const number = Number(params.number);
    const opened = await openAttachment(context, context.clock.now(), asked, number);
    if (opened.outcome !== "found") return unavailable(call, opened);
    const { name, type, bytes } = opened.attachment;
    await noteLook(call, opened.deposit, `attachment ${number + 1}`);
    const saved = fileName(name, textsOf(call.request).text("attachments.unnamed", { number: number + 1 }));
    return {
      status: 200,
      headers: {
        "content-type": downloadType(type),
        "content-disposition": attachmentDisposition(saved),
        "content-security-policy": downloadPolicy,
      },
      body: bytes,
    };
  },
});
