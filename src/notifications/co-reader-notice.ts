import type { Notice } from "../contracts/notice.ts";
import { moment } from "./mail-texts.ts";
import { phraseLine, type Reader } from "./reader.ts";

/** Tells somebody that they may read a shared mailbox; who has no account yet gets the way to one. */
export function coReaderNotice(
  reader: Reader,
  told: {
    readonly portalName: string;
    readonly mailbox: string;
    readonly link: string;
    readonly activation: { readonly password: string; readonly expiresAt: string } | null;
  },
): Notice {
  const { texts, timeZone } = reader;
  const { portalName, mailbox, link, activation } = told;
  return {
    language: texts.language,
    subject: texts.text("co-reader.subject", { mailbox }),
    title: texts.text("co-reader.title"),
    paragraphs: [
      texts.text("co-reader.intro", { mailbox, portalName }),
      texts.text(activation === null ? "co-reader.sign-in" : "reminder.activate"),
    ],
    ...(activation !== null && { secret: { label: texts.text("activation.password"), value: activation.password } }),
    action: { label: texts.text("co-reader.action"), link },
    closing: [
      ...phraseLine(reader),
      ...(activation === null
        ? []
        : [texts.text("activation.valid", { until: moment(texts, activation.expiresAt, timeZone) })]),
      texts.text("co-reader.expected", { mailbox }),
    ],
  };
}
