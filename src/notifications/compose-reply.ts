import MailComposer from "nodemailer/lib/mail-composer/index.js";

/** A recipient's letter on its way. */
export type ReplyMail = {
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: readonly string[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly date: Date;
  readonly inReplyTo?: string;
  readonly references?: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: Buffer }[];
};

/** The letter as an ordinary MIME message. */
export function composeReply(mail: ReplyMail): Promise<Buffer> {
  const plain = (address: string) => ({ name: "", address });
  const composer = new MailComposer({
    from: mail.from,
    replyTo: mail.replyTo.map(plain),
    to: mail.to.map(plain),
    cc: mail.cc.map(plain),
    subject: mail.subject,
    text: mail.text,
    date: mail.date,
    ...(mail.inReplyTo && { inReplyTo: mail.inReplyTo }),
    ...(mail.references && { references: mail.references }),
    attachments: mail.attachments.map(({ name, type, bytes }) => ({
      filename: name,
      contentType: type,
      content: bytes,
      contentDisposition: "attachment" as const,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}
