import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { mailTextsOf } from "./mail-texts.ts";

/** Somebody's mail, whole and unopened, as an attachment of a mail of ours. */
export function composeForward(
  from: { readonly name: string; readonly address: string },
  to: string,
  original: Buffer,
): Promise<Buffer> {
  const texts = mailTextsOf("en");
  const mail = new MailComposer({
    from,
    to: { name: "", address: to },
    subject: texts.text("forward.subject"),
    text: texts.text("forward.intro"),
    attachments: [{ filename: "message.eml", content: original, contentType: "application/octet-stream" }],
    headers: { "Auto-Submitted": "auto-generated" },
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}
