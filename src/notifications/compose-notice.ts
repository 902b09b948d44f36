import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { logoId, noticeHtml } from "../../web/mail/notice-html.ts";
import type { Brand, Notice } from "../contracts/notice.ts";
import { oneLine } from "../mail/one-line.ts";
import { mailTextsOf, unbroken } from "./mail-texts.ts";

export type { Brand, Notice } from "../contracts/notice.ts";

/** The notice as a whole message to one recipient; it has a text and an html form and says that it is automatic. */
export function composeNotice(from: string, to: string, notice: Notice, brand: Brand): Promise<Buffer> {
  const texts = mailTextsOf(notice.language);
  const { logo } = brand;
  const mail = new MailComposer({
    from: { name: oneLine(brand.portalName), address: from },
    to: { name: "", address: to },
    subject: subjectLine(notice.subject),
    text: noticeText(withWords(notice, brand)),
    html: noticeDocument(notice, brand),
    ...(logo && { attachments: [picture(logo)] }),
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": texts.language },
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return mail.compile().build();
}

/** Subjects quote addresses and subjects of others: nothing of them may end the line, or be decoded to something else. */
function subjectLine(subject: string): string {
  return [...unbroken(subject)].slice(0, 400).join("").replaceAll("=?", "= ?");
}

/** The html form as one document. */
export function noticeDocument(notice: Notice, brand: Brand): string {
  const { direction, text } = mailTextsOf(notice.language);
  return String(noticeHtml(withWords(notice, brand), { openLink: text("open-link"), direction, brand }));
}

/** Mails that ask for something say how to reach the company; security notices say nothing but what happened. */
function withWords(notice: Notice, { words }: Brand): Notice {
  if (words === undefined || notice.action === undefined) return notice;
  const line = unbroken(words);
  const own = mailTextsOf(notice.language).direction === "rtl" ? `\u2068${line}\u2069` : line;
  return { ...notice, closing: [...notice.closing, own] };
}

/** The company's picture as a part that the html shows; it is no attachment to save. */
function picture({ type, data }: NonNullable<Brand["logo"]>) {
  return {
    cid: logoId,
    filename: `logo.${type}`,
    contentType: `image/${type}`,
    contentDisposition: "inline" as const,
    content: Buffer.from(data, "base64"),
  };
}

/** The text form: the same words in the same order. */
export function noticeText({ title, paragraphs, facts = [], secret, action, closing }: Notice): string {
  const blocks = [
    title,
    ...paragraphs,
    facts.map(([label, value]) => `${label}: ${value}`).join("\n"),
    secret ? `${secret.label}: ${secret.value}` : "",
    action ? `${action.label}:\n${action.link}` : "",
    ...closing,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
