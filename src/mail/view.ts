import { type AddressObject, simpleParser } from "mailparser";
import { type FileAside, setFilesAside } from "./set-files-aside.ts";

/** An attachment as a reader shows it. */
export type ViewAttachment = {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly contentId: string | null;
  readonly inline: boolean;
  /** A large one is decoded on each call. */
  bytes(): Buffer;
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

/** Parses a message for display; unreadable input gives an empty view. Large files do not go through the parser. */
export async function showMessage(raw: Buffer): Promise<MessageView> {
  const slim = setFilesAside(raw);
  const view = slim === null ? null : putBack(await parse(slim.raw), slim.files);
  return view ?? (await parse(raw));
}

/** Each file in place of its sign; null where the parser did not take every one of them for a file. */
function putBack(view: MessageView, files: readonly FileAside[]): MessageView | null {
  const attachments = [...view.attachments];
  for (const { sign, size, bytes } of files) {
    const places = [...attachments.keys()].filter(
      (at) => attachments[at]?.size === sign.length && attachments[at]?.bytes().equals(sign),
    );
    const [place] = places;
    if (places.length !== 1 || place === undefined) return null;
    attachments[place] = { ...(attachments[place] as ViewAttachment), size, bytes };
  }
  return { ...view, attachments };
}

async function parse(raw: Buffer): Promise<MessageView> {
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
      bytes: () => attachment.content,
    })),
  };
}

function addressText(value: AddressObject | AddressObject[] | undefined): string {
  if (value === undefined) return "";
  return (Array.isArray(value) ? value : [value]).map(({ text }) => text).join(", ");
}
