import { accountChangedNotice } from "../../notifications/account-changed-notice.ts";
import { recipientReader } from "../readers.ts";
import { sendNotice } from "../send-notice.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Security notice to the account's owner; it carries no link. */
export const accountChanged: EffectHandler<"account-changed"> = {
  async carryOut(ports, { address, change, device, who }, { id }) {
    const { portalName } = ports.settings;
    const at = ports.clock.now().toISOString();
    const notice = accountChangedNotice(await recipientReader(ports, address), { portalName, change, device, who, at });
    return sendNotice(ports, id, address, notice, "optional");
  },
};
