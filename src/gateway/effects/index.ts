import type { Effect } from "../../tracking/outbox.ts";
import { accountChanged } from "./account-changed.ts";
import { activated } from "./activated.ts";
import { answerNotice } from "./answer-notice.ts";
import { coReaderInvited } from "./co-reader-invited.ts";
import { complained } from "./complained.ts";
import { destroyContent } from "./destroy-content.ts";
import type { EffectHandler } from "./effect-handler.ts";
import { expiredUnread } from "./expired-unread.ts";
import { firstSignIn } from "./first-sign-in.ts";
import { forwardToOperator } from "./forward-to-operator.ts";
import { noticeFailed } from "./notice-failed.ts";
import { notifyRecipient } from "./notify-recipient.ts";
import { notifySender } from "./notify-sender.ts";
import { passwordChanged } from "./password-changed.ts";
import { policyNotice } from "./policy-notice.ts";
import { readReceipt } from "./read-receipt.ts";
import { releaseSealed } from "./release-sealed.ts";
import { reply } from "./reply.ts";
import { replyFailed } from "./reply-failed.ts";
import { report } from "./report.ts";
import { resendNotice } from "./resend-notice.ts";
import { resetPassword } from "./reset-password.ts";
import { sendClear } from "./send-clear.ts";
import { sendTest } from "./send-test.ts";
import { senderCode } from "./sender-code.ts";
import { tellRecipient } from "./tell-recipient.ts";
import { tellSender } from "./tell-sender.ts";
import { testMail } from "./test-mail.ts";

/** One handler for each kind of effect; a missing kind does not compile. */
export const effectHandlers: { readonly [Kind in Effect["kind"]]: EffectHandler<Kind> } = {
  "send-clear": sendClear,
  "notify-recipient": notifyRecipient,
  "notify-sender": notifySender,
  "tell-sender": tellSender,
  "policy-notice": policyNotice,
  report,
  "release-sealed": releaseSealed,
  "notice-failed": noticeFailed,
  activated,
  "answer-notice": answerNotice,
  "sender-code": senderCode,
  "destroy-content": destroyContent,
  "resend-notice": resendNotice,
  "tell-recipient": tellRecipient,
  "expired-unread": expiredUnread,
  complained,
  "read-receipt": readReceipt,
  "reset-password": resetPassword,
  "password-changed": passwordChanged,
  "account-changed": accountChanged,
  "co-reader-invited": coReaderInvited,
  reply,
  "reply-failed": replyFailed,
  "first-sign-in": firstSignIn,
  "forward-to-operator": forwardToOperator,
  "send-test": sendTest,
  "test-mail": testMail,
};
