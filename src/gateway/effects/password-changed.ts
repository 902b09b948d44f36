import { passwordChangedNotice } from "../../notifications/password-changed-notice.ts";
import { recipientReader } from "../readers.ts";
import { sendNotice } from "../send-notice.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Security notice to the account's owner; it carries no link. */
export const passwordChanged: EffectHandler<"password-changed"> = {
  async carryOut(ports, { address }, { id }) {
    const notice = passwordChangedNotice(await recipientReader(ports, address), {
      portalName: ports.settings.portalName,
      changedAt: ports.clock.now().toISOString(),
    });
    return sendNotice(ports, id, address, notice, "optional");
  },
};
