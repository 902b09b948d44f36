import { attachmentDisposition, downloadType, fileName } from "../../../src/pickup/download.ts";
import { noteDownload } from "../../../src/pickup/note-download.ts";
import { openAttachment } from "../../../src/pickup/open-attachment.ts";
import { downloadPolicy } from "../content-security-policy.ts";
import { route } from "../define-route.ts";
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
    const asker = askerOf(principal);
    const asked = { asker, messageId: params.messageId ?? "" };
    if (!/^\d{1,4}$/.test(params.number ?? "")) return notFound(call);
    const number = Number(params.number);
    const now = context.clock.now();
    const opened = await openAttachment(context, now, asked, number);
    if (opened.outcome !== "found") return unavailable(call, opened);
    const { name, type, bytes } = opened.attachment;
    await noteDownload(context, opened.deposit, asker, `attachment ${number + 1}`, now);
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
