import type { Brand, Notice } from "../../src/contracts/notice.ts";
import type { Language } from "../../src/contracts/policies.ts";
import { accountChangedNotice } from "../../src/notifications/account-changed-notice.ts";
import { activatedNotice } from "../../src/notifications/activated-notice.ts";
import { activationNotice } from "../../src/notifications/activation-notice.ts";
import { activationPasswordNotice } from "../../src/notifications/activation-password-notice.ts";
import { coReaderNotice } from "../../src/notifications/co-reader-notice.ts";
import { complainedNotice } from "../../src/notifications/complained-notice.ts";
import { expiredUnreadNotice } from "../../src/notifications/expired-unread-notice.ts";
import { firstSignInNotice } from "../../src/notifications/first-sign-in-notice.ts";
import { mailTextsOf } from "../../src/notifications/mail-texts.ts";
import { newMessageNotice } from "../../src/notifications/new-message-notice.ts";
import { notReadHereNotice } from "../../src/notifications/not-read-here-notice.ts";
import { noticeFailedNotice } from "../../src/notifications/notice-failed-notice.ts";
import { passwordChangedNotice } from "../../src/notifications/password-changed-notice.ts";
import { policyNotice } from "../../src/notifications/policy-notice.ts";
import { readReceiptNotice } from "../../src/notifications/read-receipt-notice.ts";
import { replyFailedNotice } from "../../src/notifications/reply-failed-notice.ts";
import { resetNotice } from "../../src/notifications/reset-notice.ts";
import { senderCodeNotice } from "../../src/notifications/sender-code-notice.ts";
import { senderNotice } from "../../src/notifications/sender-notice.ts";
import { expiredNotice, reminderNotice } from "../../src/notifications/unread-notice.ts";

/** What others bring into a notice. */
export type Strangers = {
  readonly from: string;
  readonly recipient: string;
  readonly subject: string | null;
  readonly phrase: string;
  readonly device: string;
  readonly policy: string;
};

export const plainStrangers: Strangers = {
  from: "anna.berger@northwind.example",
  recipient: "bob@partner.example",
  subject: "Your contract for signature",
  phrase: "blue kites over the harbour",
  device: "Firefox on Linux",
  policy: "Payment card numbers",
};

export const brand: Brand = { portalName: "Northwind Message Center" };

const portalName = brand.portalName;
const link = "https://messages.northwind.example/mpc/m/AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
const activationPassword = "k7md-93xq-wt4h-2v8c";
const sentAt = "2026-11-20T09:10:00.000Z";
const expiresAt = "2026-12-20T09:10:00.000Z";
const reference = "K7MD-93XQ";
const moments = { passwordExpiresAt: "2026-11-27T09:10:00.000Z", readAt: "2026-11-21T15:04:00.000Z" };

/** Every notice that we send, by name, in one language; a new one belongs into this list. */
export function allNotices(language: Language, strangers: Strangers = plainStrangers): Record<string, Notice> {
  return { ...recipientNotices(language, strangers), ...senderNotices(language, strangers) };
}

function recipientNotices(language: Language, { from, recipient, subject, phrase, device }: Strangers) {
  const reader = { texts: mailTextsOf(language), timeZone: "Europe/Berlin", phrase };
  const message = { portalName, from, subject, sentAt, expiresAt, reference, link };
  const unread = { from, subject, expiresAt, reference };
  const { passwordExpiresAt } = moments;
  const activation = { password: activationPassword, expiresAt: passwordExpiresAt };
  const several = [unread, { ...unread, subject: null }, { ...unread, subject: "" }];
  return {
    activation: activationNotice(reader, { ...message, activationPassword, passwordExpiresAt }),
    "activation-by-sender": activationNotice(reader, { ...message, activationPassword: null, passwordExpiresAt }),
    "new-message": newMessageNotice(reader, message),
    "new-message-hidden": newMessageNotice(reader, { ...message, subject: null }),
    reset: resetNotice(reader, { portalName, link, activationPassword, passwordExpiresAt }),
    "password-changed": passwordChangedNotice(reader, { portalName, changedAt: sentAt }),
    "account-changed": accountChangedNotice(reader, { portalName, change: "new-device", device, at: sentAt }),
    "co-reader": coReaderNotice(reader, { portalName, mailbox: recipient, link, activation }),
    "co-reader-known": coReaderNotice(reader, { portalName, mailbox: recipient, link, activation: null }),
    "co-reader-added": accountChangedNotice(reader, {
      portalName,
      change: "co-reader-added",
      who: recipient,
      at: sentAt,
    }),
    "reply-failed": replyFailedNotice(reader, { portalName, to: [recipient], sentAt }),
    "reminder-one": reminderNotice(reader, { portalName, link, activation: null, messages: [unread] }),
    "reminder-several": reminderNotice(reader, { portalName, link, activation, messages: several }),
    "expired-one": expiredNotice(reader, { portalName, messages: [unread] }),
    "expired-several": expiredNotice(reader, { portalName, messages: several }),
    "not-read-here": notReadHereNotice(reader.texts, { portalName }),
  };
}

function senderNotices(language: Language, { recipient, subject, policy }: Strangers) {
  const texts = mailTextsOf(language);
  const told = { portalName, recipient, subject, sentAt, reference };
  const { passwordExpiresAt, readAt } = moments;
  const reasons = [texts.text("why.policy", { policy }), texts.text("why.safety")];
  const recipients = Array.from({ length: 30 }, (_, index) => `${index}.${recipient}`);
  const code = { portalName, code: "2718 2818", expiresAt: passwordExpiresAt, reference };
  const password = { portalName, recipient, subject, activationPassword, passwordExpiresAt, reference };
  return {
    sender: senderNotice(texts, { ...told, expiresAt, recipients: [recipient], reasons, link }),
    "sender-many": senderNotice(texts, { ...told, expiresAt, recipients, reasons, link }),
    "sender-code": senderCodeNotice(texts, code),
    "activation-password": activationPasswordNotice(texts, password),
    activated: activatedNotice(texts, { ...told, activatedAt: readAt }),
    "read-receipt": readReceiptNotice(texts, { ...told, readAt }),
    "notice-failed": noticeFailedNotice(texts, { ...told, link }),
    complained: complainedNotice(texts, told),
    policy: policyNotice(language, {
      ...told,
      sender: null,
      recipients: [recipient],
      policyName: policy,
      disposition: "encrypt",
      evidence: ["**** 1111"],
      text: "",
    }),
    "expired-unread": expiredUnreadNotice(texts, { ...told, recipients: [recipient] }),
    "first-sign-in": firstSignInNotice(texts, {
      portalName,
      link,
      userName: "admin",
      oneTimePassword: activationPassword,
    }),
  };
}
