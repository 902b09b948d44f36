import { issueActivation } from "../accounts/issue-activation.ts";
import { issueMessageLink } from "../accounts/issue-message-link.ts";
import { activationNotice } from "../notifications/activation-notice.ts";
import { activationPasswordNotice } from "../notifications/activation-password-notice.ts";
import { newMessageNotice } from "../notifications/new-message-notice.ts";
import { type Deposit, rulesOf } from "../tracking/deposit.ts";
import { referenceOf } from "../tracking/reference.ts";
import type { EffectPorts } from "./ports.ts";
import { recipientReader, senderTexts } from "./readers.ts";
import { sendNotice } from "./send-notice.ts";
import { isInternal } from "./settings.ts";

const year = 366 * 24 * 60 * 60 * 1000;

/** Activation mail to a new recipient, "new encrypted message" to a known one. Secrets are made here and never stored. */
export async function announce(
  ports: EffectPorts,
  deposit: Deposit,
  to: string,
  outboxId: string,
): Promise<{ deliveryId: string }> {
  const reader = await recipientReader(ports, deposit.address, deposit);
  const { portalName, portalUrl } = ports.settings;
  const { from, sentAt, expiresAt } = deposit;
  const subject = deposit.subjectHidden ? null : deposit.subject;
  const told = { portalName, from, subject, sentAt, expiresAt, reference: referenceOf(deposit.messageId) };
  if (reader.activated) {
    const link = `${portalUrl}/m/${await messageToken(ports, deposit)}`;
    return sendNotice(ports, outboxId, to, newMessageNotice(reader, { ...told, link }), "optional");
  }
  const access = await openAccess(ports, deposit, outboxId);
  const notice = activationNotice(reader, {
    ...told,
    link: access.link,
    activationPassword: access.password,
    passwordExpiresAt: access.expiresAt,
  });
  return sendNotice(ports, outboxId, to, notice, "require");
}

/** A link to the portal for who has an account; it prefills their address and leads to their messages. */
export async function linkToPortal(ports: EffectPorts, address: string): Promise<string> {
  const expiresAt = new Date(ports.clock.now().getTime() + year);
  return `${ports.settings.portalUrl}/m/${await issueMessageLink(ports, ports.clock, { address, expiresAt })}`;
}

/** A token for who has an account; it outlives every extension of the message. */
export function messageToken(ports: EffectPorts, { address, messageId, receivedAt }: Deposit): Promise<string> {
  const expiresAt = new Date(Date.parse(receivedAt) + year);
  return issueMessageLink(ports, ports.clock, { address, messageId, expiresAt });
}

/** An activation link with its password; a null password went to the sender, who passes it on. */
export async function openAccess(
  ports: EffectPorts,
  deposit: Deposit,
  outboxId: string,
): Promise<{ link: string; password: string | null; expiresAt: string }> {
  const { address, messageId } = deposit;
  const { settings, clock } = ports;
  const issued = await issueActivation(ports, clock, { address, messageId });
  const link = `${settings.portalUrl}/a/${issued.token}`;
  const expiresAt = issued.expiresAt.toISOString();
  const bySender = rulesOf(deposit).activationPasswordTo === "sender" && isInternal(deposit.from, settings);
  if (!bySender) return { link, password: issued.activationPassword, expiresAt };
  const notice = activationPasswordNotice(senderTexts(deposit), {
    portalName: settings.portalName,
    recipient: address,
    subject: deposit.subjectHidden ? null : deposit.subject,
    activationPassword: issued.activationPassword,
    passwordExpiresAt: expiresAt,
    reference: referenceOf(messageId),
  });
  await sendNotice(ports, outboxId, deposit.from, notice, "require");
  return { link, password: null, expiresAt };
}
