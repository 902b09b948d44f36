import type { Notice } from "../contracts/notice.ts";
import { moment, shownSubject } from "./mail-texts.ts";
import { phraseLine, type Reader } from "./reader.ts";

/** What waits unread, or was not read in time. */
export type UnreadMessage = {
  readonly from: string;
  readonly subject: string | null;
  readonly expiresAt: string;
  readonly reference: string;
};

type Told = {
  readonly portalName: string;
  readonly messages: readonly UnreadMessage[];
};
type Access = {
  readonly link: string;
  /** For those who have no account yet; null when it goes by way of the sender. */
  readonly activation: { readonly password: string | null; readonly expiresAt: string } | null;
};

const most = 10;

/** Reminds a recipient of what is unread and will expire. */
export function reminderNotice(reader: Reader, told: Told & Access): Notice {
  const { texts, timeZone } = reader;
  const { activation } = told;
  const secret = activation?.password ?? null;
  return {
    language: texts.language,
    subject: texts.text("reminder.subject", { count: told.messages.length }),
    title: texts.text("reminder.title", { count: told.messages.length }),
    paragraphs: [
      texts.text("reminder.intro", { portalName: told.portalName, count: told.messages.length }),
      ...(activation === null ? [] : [texts.text("reminder.activate")]),
    ],
    facts: factsOf(reader, told.messages),
    ...(secret !== null && { secret: { label: texts.text("activation.password"), value: secret } }),
    action: { label: texts.text("reminder.action"), link: told.link },
    closing: [
      ...phraseLine(reader),
      ...(activation === null
        ? []
        : [texts.text("activation.valid", { until: moment(texts, activation.expiresAt, timeZone) })]),
      texts.text("reminder.why"),
      texts.text("footer", { portalName: told.portalName }),
    ],
  };
}

/** Tells a recipient what expired unread. */
export function expiredNotice(reader: Reader, told: Told): Notice {
  const { texts } = reader;
  const count = told.messages.length;
  return {
    language: texts.language,
    subject: texts.text("expired.subject", { count }),
    title: texts.text("expired.title", { count }),
    paragraphs: [texts.text("expired.intro", { count })],
    facts: factsOf(reader, told.messages),
    closing: [...phraseLine(reader), texts.text("footer", { portalName: told.portalName })],
  };
}

/** One message by its facts; several by a line each. */
function factsOf({ texts, timeZone }: Reader, messages: readonly UnreadMessage[]): (readonly [string, string])[] {
  const until = ({ expiresAt }: UnreadMessage) => moment(texts, expiresAt, timeZone);
  const [only, ...others] = messages;
  if (only !== undefined && others.length === 0) {
    return [
      [texts.text("fact.from"), only.from],
      [texts.text("fact.subject"), shownSubject(texts, only.subject)],
      [texts.text("fact.expires"), until(only)],
      [texts.text("fact.reference"), only.reference],
    ];
  }
  const listed = messages.slice(0, most);
  const lines = listed.map((each): readonly [string, string] => [
    each.from,
    `${shownSubject(texts, each.subject)} · ${until(each)} · ${each.reference}`,
  ]);
  const more = messages.length - listed.length;
  return more > 0 ? [...lines, ["…", texts.text("fact.more", { count: more })]] : lines;
}
