import type { Notice } from "../contracts/notice.ts";
import type { Effect } from "../tracking/outbox.ts";
import { moment } from "./mail-texts.ts";
import { phraseLine, type Reader } from "./reader.ts";

/** Tells an account's owner of a change to it, or of a browser that signed in for the first time. It carries no link. */
export function accountChangedNotice(
  reader: Reader,
  told: {
    readonly portalName: string;
    readonly change: Extract<Effect, { kind: "account-changed" }>["change"];
    readonly device?: string;
    readonly who?: string;
    readonly at: string;
  },
): Notice {
  const { texts, timeZone } = reader;
  const { portalName, change, device, who, at } = told;
  const title = texts.text(`account-changed.subject.${change}`);
  return {
    language: texts.language,
    subject: title,
    title,
    paragraphs: [texts.text("account-changed.intro", { portalName })],
    facts: [
      [texts.text("account-changed.when"), moment(texts, at, timeZone)],
      ...(who === undefined ? [] : [[texts.text("account-changed.who"), who] as const]),
      ...(device === undefined ? [] : [[texts.text("account-changed.device"), device] as const]),
    ],
    closing: [...phraseLine(reader), texts.text("account-changed.not-you", { portalName })],
  };
}
