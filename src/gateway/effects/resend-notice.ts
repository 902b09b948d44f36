import type { EffectHandler } from "./effect-handler.ts";
import { notifyRecipient } from "./notify-recipient.ts";

/** The recipient's notice once more, with new secrets; a failure is told to the sender like that of the first. */
export const resendNotice: EffectHandler<"resend-notice"> = {
  carryOut: (ports, effect, taken) => notifyRecipient.carryOut(ports, { ...effect, kind: "notify-recipient" }, taken),
  giveUp: async (ports, effect, words) =>
    notifyRecipient.giveUp?.(ports, { ...effect, kind: "notify-recipient" }, words),
};
