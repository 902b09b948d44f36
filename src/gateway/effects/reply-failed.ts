import { replyFailedNotice } from "../../notifications/reply-failed-notice.ts";
import { recipientReader } from "../readers.ts";
import { sendNotice } from "../send-notice.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells the author of a letter that it was not delivered; the words themselves stay in the Message Pickup Center. */
export const replyFailed: EffectHandler<"reply-failed"> = {
  async carryOut(ports, { address, letterId }, { id }) {
    const letter = await ports.letters.find(address, letterId);
    if (letter?.state !== "failed") return null;
    const { portalName } = ports.settings;
    const notice = replyFailedNotice(await recipientReader(ports, address), {
      portalName,
      to: letter.to,
      sentAt: letter.sentAt ?? letter.changedAt,
    });
    return sendNotice(ports, id, address, notice, "optional");
  },
};
