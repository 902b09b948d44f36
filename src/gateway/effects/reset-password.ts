import { issueActivation } from "../../accounts/issue-activation.ts";
import { resetNotice } from "../../notifications/reset-notice.ts";
import { recipientReader } from "../readers.ts";
import { sendNotice } from "../send-notice.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** A new activation mail to somebody who has an account; everybody else asked for nothing that exists. */
export const resetPassword: EffectHandler<"reset-password"> = {
  async carryOut(ports, { address }, { id }) {
    const reader = await recipientReader(ports, address);
    if (!reader.activated) return null;
    const { portalName, portalUrl } = ports.settings;
    const issued = await issueActivation(ports, ports.clock, { address, reset: true });
    const notice = resetNotice(reader, {
      portalName,
      link: `${portalUrl}/a/${issued.token}`,
      activationPassword: issued.activationPassword,
      passwordExpiresAt: issued.expiresAt.toISOString(),
    });
    return sendNotice(ports, id, address, notice, "require");
  },
};
