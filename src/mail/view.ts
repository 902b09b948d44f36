import { type AddressObject, simpleParser } from "mailparser";

/** An attachment as a reader shows it. */
export type ViewAttachment = {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly contentId: string | null;
  readonly inline: boolean;
  readonly bytes: Buffer;
};

/** A message as a reader shows it; for display only, never for judging. */
export type MessageView = {
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly cc: string;
  readonly date: Date | null;
  readonly replyTo: string;
  readonly messageId: string | null;
  /** Ids of the conversation, one space between them. */
  readonly references: string;
  readonly html: string | null;
  readonly text: string | null;
  readonly attachments: readonly ViewAttachment[];
};

/** Parses a message for display; unreadable input gives an empty view. */
export async function showMessage(raw: Buffer): Promise<MessageView> {
  const mail = await simpleParser(raw, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
  return {
    subject: mail.subject ?? "",
    from: addressText(mail.from),
    to: addressText(mail.to),
    cc: addressText(mail.cc),
    date: mail.date ?? null,
    replyTo: addressText(mail.replyTo),
    messageId: mail.messageId ?? null,
    references: [mail.references ?? []].flat().join(" "),
    html: typeof mail.html === "string" ? mail.html : null,
    text: mail.text ?? null,
    attachments: mail.attachments.map((attachment, index) => ({
      name: attachment.filename ?? `attachment-${index + 1}`,
      type: attachment.contentType,
      size: attachment.content.length,
      contentId: attachment.cid ?? null,
      inline: attachment.related === true,
      bytes: attachment.content,
    })),
  };
}

function addressText(value: AddressObject | AddressObject[] | undefined): string {
  if (value === undefined) return "";
  return (Array.isArray(value) ? value : [value]).map(({ text }) => text).join(", ");
}
