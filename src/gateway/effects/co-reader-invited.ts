import { issueActivation } from "../../accounts/issue-activation.ts";
import { coReaderNotice } from "../../notifications/co-reader-notice.ts";
import { linkToPortal } from "../announce.ts";
import { recipientReader } from "../readers.ts";
import { sendNotice } from "../send-notice.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells a co-reader which mailbox they may read; the way to an account is made here and never stored. */
export const coReaderInvited: EffectHandler<"co-reader-invited"> = {
  async carryOut(ports, { mailbox, reader: address }, { id }) {
    const { portalName, portalUrl } = ports.settings;
    const reader = await recipientReader(ports, address);
    if (reader.activated) {
      const link = await linkToPortal(ports, address);
      return sendNotice(
        ports,
        id,
        address,
        coReaderNotice(reader, { portalName, mailbox, link, activation: null }),
        "optional",
      );
    }
    const issued = await issueActivation(ports, ports.clock, { address });
    const activation = { password: issued.activationPassword, expiresAt: issued.expiresAt.toISOString() };
    const link = `${portalUrl}/a/${issued.token}`;
    return sendNotice(ports, id, address, coReaderNotice(reader, { portalName, mailbox, link, activation }), "require");
  },
};
