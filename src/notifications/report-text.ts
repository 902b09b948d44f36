import type { Language } from "../contracts/policies.ts";
import { oneLine } from "../mail/one-line.ts";
import type { MessageRecord, RecipientRecord } from "../tracking/message-record.ts";
import { mailTextsOf, moment, shownSubject } from "./mail-texts.ts";

/** Subject and human-readable part of an RFC 3464 report. */
export function reportText({
  language,
  portalName,
  message,
  recipients,
}: {
  readonly language: Language;
  readonly portalName: string;
  readonly message: Pick<MessageRecord, "subject" | "sentAt">;
  readonly recipients: readonly Pick<RecipientRecord, "address" | "state" | "answer" | "reason">[];
}): { subject: string; text: string } {
  const texts = mailTextsOf(language);
  const returned = recipients.every(({ state }) => state === "returned");
  const subject = texts.text(returned ? "report.returned-subject" : "report.undelivered-subject", {
    subject: shownSubject(texts, message.subject),
  });
  const lines = recipients.map(({ address, reason, answer }) => `  ${address}\n    ${oneLine(answer ?? reason ?? "")}`);
  const text = [
    texts.text("report.intro", { portalName }),
    texts.text("report.failed"),
    lines.join("\n"),
    `${texts.text("fact.subject")}: ${shownSubject(texts, message.subject)}\n${texts.text("fact.sent")}: ${moment(texts, message.sentAt)}`,
    texts.text("report.kept"),
  ].join("\n\n");
  return { subject, text };
}
