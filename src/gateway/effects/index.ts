import type { Effect } from "../../tracking/outbox.ts";
import { activated } from "./activated.ts";
import type { EffectHandler } from "./effect-handler.ts";
import { firstSignIn } from "./first-sign-in.ts";
import { forwardToOperator } from "./forward-to-operator.ts";
import { noticeFailed } from "./notice-failed.ts";
import { notifyRecipient } from "./notify-recipient.ts";
import { notifySender } from "./notify-sender.ts";
import { passwordChanged } from "./password-changed.ts";
import { reply } from "./reply.ts";
import { replyFailed } from "./reply-failed.ts";
import { report } from "./report.ts";
import { resetPassword } from "./reset-password.ts";
import { sendClear } from "./send-clear.ts";

/** One handler for each kind of effect; a missing kind does not compile. */
export const effectHandlers: { readonly [Kind in Effect["kind"]]: EffectHandler<Kind> } = {
  "send-clear": sendClear,
  "notify-recipient": notifyRecipient,
  "notify-sender": notifySender,
  report,
  "notice-failed": noticeFailed,
  activated,
  "reset-password": resetPassword,
  "password-changed": passwordChanged,
  reply,
  "reply-failed": replyFailed,
  "first-sign-in": firstSignIn,
  "forward-to-operator": forwardToOperator,
};
