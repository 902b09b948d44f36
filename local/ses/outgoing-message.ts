import type { SentMail } from "../outbox/outbox.ts";
import { type Header, joinMessage, splitMessage } from "./raw-headers.ts";

const removed =
  /^(x-ses-(configuration-set|message-tags|source-arn|from-arn|return-path-arn|list-management-options)|bcc|return-path)$/i;
const replaced = /^(message-id|date)$/i;

/** What the outside receives: SES's own Message-ID and Date, no Bcc and no X-SES control headers, the body untouched. */
export function outgoingMessage(raw: Buffer, mail: SentMail, region: string): Buffer {
  const split = splitMessage(raw);
  const end = split.separator === "\n" ? "\n" : "\r\n";
  const kept = split.headers.filter(({ name }) => !removed.test(name) && !replaced.test(name));
  const at = new Date(mail.at);
  const added = [
    `Message-ID: <${mail.id}@${messageIdDomain(region)}>${end}`,
    `Date: ${at.toUTCString().replace("GMT", "+0000")}${end}`,
    `Feedback-ID: ::1.${region}.local:AmazonSES${end}`,
    `X-SES-Outgoing: ${mail.at.slice(0, 10).replaceAll("-", ".")}-127.0.0.1${end}`,
  ];
  return joinMessage([...kept.map(ended(end)), ...added], { ...split, separator: split.separator || end });
}

/** A header section without a body may lack its last line break. */
const ended = (end: string) => (header: Header) => (header.raw.endsWith("\n") ? header : header.raw + end);

const messageIdDomain = (region: string) =>
  region === "us-east-1" ? "email.amazonses.com" : `${region}.amazonses.com`;

/** The envelope sender that SES uses, at the identity's MAIL FROM domain if it has one. */
export function returnPath(messageId: string, mailFromDomain: string | undefined, region: string): string {
  const own = region === "us-east-1" ? "amazonses.com" : `${region}.amazonses.com`;
  return `${messageId}@${mailFromDomain ?? own}`;
}
