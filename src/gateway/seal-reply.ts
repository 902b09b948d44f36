import { createHash } from "node:crypto";
import { composeReply, type ReplyMail } from "../notifications/compose-reply.ts";
import type { Letter } from "../pickup/letters/letter.ts";
import type { Deposit } from "../tracking/deposit.ts";
import type { Plan } from "../tracking/ledger.ts";
import { recipientIdOf } from "./arrival.ts";
import type { EffectPorts } from "./ports.ts";
import { sealMessage } from "./seal-message.ts";

const day = 24 * 60 * 60 * 1000;
const leaseSeconds = 75;

/** Deposits a letter for the outsiders it names, as a sealed message of its own; done before, nothing happens again. */
export async function sealReply(
  ports: EffectPorts,
  letter: Letter,
  content: Pick<ReplyMail, "text" | "attachments">,
): Promise<void> {
  const now = ports.clock.now();
  const messageId = sealedLetterId(letter.letterId);
  const recipients = letter.outsiders.map((address) => ({ address, recipientId: recipientIdOf(messageId, address) }));
  const [sender = ""] = letter.to;
  const at = letter.sentAt ?? now.toISOString();
  const arrival = { messageId, objectKey: `in/${messageId}`, receivedAt: at, envelopeFrom: sender, recipients };
  const until = new Date(now.getTime() + leaseSeconds * 1000).toISOString();
  const claim = await ports.ledger.claim(arrival, { now: now.toISOString(), until });
  if (claim.kind === "busy") throw new Error("another run seals this letter");
  if (claim.kind === "done") return;
  const raw = await composeReply({
    ...content,
    from: { name: letter.authorName ?? "", address: mailboxOf(letter) },
    replyTo: letter.to,
    to: letter.to.length > 0 ? letter.to : letter.outsiders,
    cc: letter.to.length > 0 ? letter.outsiders : [],
    subject: letter.subject,
    date: now,
    references: letter.references,
  });
  const owners = recipients.map(({ recipientId }) => recipientId);
  await sealMessage(ports, messageId, raw, owners);
  const answered = await ports.ledger.deposit(mailboxOf(letter), letter.about);
  await ports.ledger.commit(planOf(ports, letter, { messageId, at, size: raw.length, recipients, answered }));
}

/** The message id under which a letter is deposited for outsiders: the same, however often it is tried. */
export function sealedLetterId(letterId: string): string {
  return createHash("sha256").update(`letter\n${letterId}`).digest("hex").slice(0, 40);
}

type Sealed = {
  readonly messageId: string;
  readonly at: string;
  readonly size: number;
  readonly recipients: readonly { readonly address: string; readonly recipientId: string }[];
  readonly answered: Deposit | null;
};

function planOf(ports: EffectPorts, letter: Letter, sealed: Sealed): Plan {
  const { messageId, at, size, recipients } = sealed;
  const reason = "Part of a conversation that is encrypted.";
  return {
    messageId,
    at,
    facts: {
      headerFrom: mailboxOf(letter),
      headerFromName: letter.authorName ?? "",
      subject: ports.settings.stored.keepSubjects ? letter.subject : "",
      sentAt: at,
      messageIdHeader: "",
      size,
      sourceIp: "",
      policyVersion: 0,
    },
    recipients: recipients.map(({ recipientId, address }) => ({
      messageId,
      recipientId,
      address,
      state: "sealed",
      disposition: "encrypt",
      reason,
      finalAt: at,
    })),
    deposits: recipients.map((recipient) => depositOf(ports, letter, sealed, recipient)),
    effects: recipients.map(({ recipientId }) => ({
      name: `notify-${recipientId}`,
      effect: { kind: "notify-recipient", messageId, recipientId },
    })),
    timeline: [
      { at, event: "received" },
      ...recipients.map(({ recipientId }) => ({ at, event: "sealed" as const, recipientId, detail: reason })),
    ],
  };
}

function depositOf(
  { settings }: EffectPorts,
  letter: Letter,
  { messageId, at, size, answered }: Sealed,
  { address, recipientId }: { readonly address: string; readonly recipientId: string },
): Deposit {
  return {
    address: address.toLowerCase(),
    messageId,
    recipientId,
    sealId: messageId,
    state: "open",
    subject: letter.subject,
    subjectHidden: answered?.subjectHidden ?? true,
    from: mailboxOf(letter),
    fromName: letter.authorName ?? "",
    sentAt: at,
    receivedAt: at,
    expiresAt: new Date(Date.parse(at) + settings.defaultExpiryDays * day).toISOString(),
    attachmentCount: Object.keys(letter.files).length,
    size,
    ...(answered?.rules && { rules: answered.rules }),
  };
}

/** In whose name it is written. */
function mailboxOf({ mailbox, address }: Letter): string {
  return mailbox ?? address;
}
