import type { Notice } from "../contracts/notice.ts";
import { moment, mailTexts as texts } from "./mail-texts.ts";

/** Tells the sender that a recipient has activated for the first time. */
export function activatedNotice(told: {
  readonly portalName: string;
  readonly recipient: string;
  readonly activatedAt: string;
}): Notice {
  const { recipient, portalName } = told;
  return {
    subject: texts.text("activated.subject", { recipient }),
    title: texts.text("activated.title"),
    paragraphs: [texts.text("activated.intro", { recipient, portalName })],
    facts: [[texts.text("activated.when"), moment(told.activatedAt)]],
    closing: [texts.text("footer", { portalName })],
  };
}
