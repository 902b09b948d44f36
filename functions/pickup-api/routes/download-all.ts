import { Readable } from "node:stream";
import { attachmentDisposition, fileName } from "../../../src/pickup/download.ts";
import { openEveryAttachment } from "../../../src/pickup/open-attachment.ts";
import { zipOf } from "../../../src/pickup/zip.ts";
import { downloadPolicy } from "../content-security-policy.ts";
import { route } from "../define-route.ts";
import { noteLook } from "../note-look.ts";
import { notFound, unavailable } from "../notices.ts";
import { textsOf } from "../page-texts-of.ts";
import { askerOf } from "../principal.ts";

/** All attachments in one archive. Each is authenticated whole before the first byte of any leaves. */
export const downloadAll = route({
  method: "GET",
  path: "/messages/{messageId}/attachments.zip",
  roles: ["recipient"],
  handle: async (call) => {
    const { context, params, principal, request } = call;
    const now = context.clock.now();
    const opened = await openEveryAttachment(context, now, {
      asker: askerOf(principal),
      messageId: params.messageId ?? "",
    });
    if (opened.outcome !== "found") return unavailable(call, opened);
    const texts = textsOf(request);
    const files = opened.attachments.map(({ name, bytes }, index) => ({
      name: fileName(name, texts.text("attachments.unnamed", { number: index + 1 })),
      bytes,
    }));
    if (files.length === 0) return notFound(call);
    await noteLook(call, opened.deposit, "attachments");
    return {
      status: 200,
      headers: {
        "content-type": "application/zip",
        "content-disposition": attachmentDisposition(`${fileName(opened.deposit.subject, "attachments")}.zip`),
        "content-security-policy": downloadPolicy,
      },
      body: Readable.from(zipOf(files, now)),
    };
  },
});
