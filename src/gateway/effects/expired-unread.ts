import { expiredUnreadNotice } from "../../notifications/expired-unread-notice.ts";
import { sendNotice } from "../send-notice.ts";
import { mayBeTold, toldOf } from "../sender-facts.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** Tells the sender, once for each hour, which recipients had not read when the message expired. */
export const expiredUnread: EffectHandler<"expired-unread"> = {
  async carryOut(ports, { messageId, hour }, { id }) {
    const message = await ports.ledger.message(messageId);
    if (!message || !mayBeTold(ports, message)) return null;
    const expired = (await ports.ledger.recipients(messageId)).filter(
      ({ state, added }) => state === "expired" && added !== "copy",
    );
    const deposits = await Promise.all(expired.map(({ address }) => ports.ledger.deposit(address, messageId)));
    const unread = deposits.filter((each) => each?.expiredIn === hour && each.readAt === undefined);
    const [deposit] = unread;
    if (!deposit) return null;
    const { texts, ...told } = toldOf(ports, message, deposit);
    const recipients = [...new Set(unread.flatMap((each) => (each ? [each.address] : [])))];
    return sendNotice(ports, id, message.envelopeFrom, expiredUnreadNotice(texts, { ...told, recipients }), "optional");
  },
};
