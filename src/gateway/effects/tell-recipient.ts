import { expiredNotice, reminderNotice, type UnreadMessage } from "../../notifications/unread-notice.ts";
import type { Deposit } from "../../tracking/deposit.ts";
import { referenceOf } from "../../tracking/reference.ts";
import { messageToken, openAccess } from "../announce.ts";
import type { EffectPorts } from "../ports.ts";
import { recipientReader } from "../readers.ts";
import { sendNotice } from "../send-notice.ts";
import type { EffectHandler, EffectOf } from "./effect-handler.ts";

/** One mail to a recipient for all that is to be reminded of, or has expired unread, in one hour. */
export const tellRecipient: EffectHandler<"tell-recipient"> = {
  async carryOut(ports, effect, { id }) {
    const deposits = await stillToTell(ports, effect);
    const [first] = deposits;
    if (first === undefined) return null;
    const { portalName, portalUrl } = ports.settings;
    const reader = await recipientReader(ports, effect.address, first);
    const told = { portalName, messages: deposits.map(shown) };
    if (effect.about === "expired") {
      return sendNotice(ports, id, effect.address, expiredNotice(reader, told), "optional");
    }
    if (reader.activated) {
      const link = `${portalUrl}/m/${await messageToken(ports, first)}`;
      return sendNotice(
        ports,
        id,
        effect.address,
        reminderNotice(reader, { ...told, link, activation: null }),
        "optional",
      );
    }
    const { link, password, expiresAt } = await openAccess(ports, first, id);
    const notice = reminderNotice(reader, { ...told, link, activation: { password, expiresAt } });
    return sendNotice(ports, id, effect.address, notice, "require");
  },
};

/** What was read, ended or complained about meanwhile needs no mail any more. */
async function stillToTell(
  { keeper }: EffectPorts,
  { address, about, hour }: EffectOf<"tell-recipient">,
): Promise<Deposit[]> {
  const wanted = about === "reminder" ? "open" : "expired";
  const all = await keeper.toldIn(address, about, hour);
  return all
    .filter((each) => each.state === wanted && each.readAt === undefined && each.mailStopped !== true)
    .sort((left, right) => left.expiresAt.localeCompare(right.expiresAt));
}

function shown({ from, subject, subjectHidden, expiresAt, messageId }: Deposit): UnreadMessage {
  return { from, subject: subjectHidden ? null : subject, expiresAt, reference: referenceOf(messageId) };
}
