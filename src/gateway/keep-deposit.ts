import { type Deposit, nextReminder } from "../tracking/deposit.ts";
import { forgetText } from "./keep-text.ts";
import type { EffectPorts } from "./ports.ts";

const day = 24 * 60 * 60 * 1000;

/** Expires a deposit whose time is over, or takes the reminder that is due. Running twice changes nothing more. */
export async function keepDeposit(ports: EffectPorts, address: string, messageId: string): Promise<void> {
  const { keeper, ledger, clock, settings } = ports;
  const now = clock.now();
  const deposit = await keeper.find(address, messageId);
  if (deposit === null || deposit.state === "recalled" || deposit.state === "expired") return;
  if (Date.parse(deposit.expiresAt) <= now.getTime()) {
    // Nobody can read it any more; what is held for a court is kept all the same.
    if (settings.stored.legalHold) {
      await forgetText(ports, messageId);
      return keeper.postpone(deposit, new Date(now.getTime() + day));
    }
    const recipientIds = (await ledger.recipients(messageId))
      .filter((each) => each.address.toLowerCase() === deposit.address && each.state === "sealed")
      .map(({ recipientId }) => recipientId);
    await keeper.expire(deposit, recipientIds, now);
  } else if (deposit.remindAt !== undefined && Date.parse(deposit.remindAt) <= now.getTime()) {
    await keeper.remind(deposit, nextReminder(deposit, now), wantsReminder(deposit), now);
  }
}

function wantsReminder({ state, readAt, mailStopped }: Deposit): boolean {
  return state === "open" && readAt === undefined && mailStopped !== true;
}
