import { composeReply, type ReplyMail } from "../../notifications/compose-reply.ts";
import { filesOf } from "../../pickup/letters/attach-file.ts";
import type { Letter } from "../../pickup/letters/letter.ts";
import { openLetterFile } from "../../pickup/letters/open-letter.ts";
import { letterKeys } from "../../pickup/letters/ports.ts";
import { openPart } from "../../sealing/open-message.ts";
import { ownMailTls } from "../own-mail-tls.ts";
import type { EffectPorts } from "../ports.ts";
import { sealReply } from "../seal-reply.ts";
import { gatewayMailboxes } from "../settings.ts";
import type { EffectHandler } from "./effect-handler.ts";

/** A recipient's letter: to the company by mail over TLS, to outsiders as a new sealed message. */
export const reply: EffectHandler<"reply"> = {
  async carryOut(ports, { address, letterId }, { id }) {
    const letter = await ports.letters.find(address, letterId);
    if (letter?.state !== "queued") return null;
    const mail = await openLetter(ports, letter);
    if (letter.outsiders.length > 0) await sealReply(ports, letter, mail);
    const carried = letter.to.length === 0 ? null : await toCompany(ports, letter, mail, id);
    await ports.letters.settle(letter, "sent", {});
    return carried;
  },

  async giveUp(ports, { address, letterId }, words) {
    const letter = await ports.letters.find(address, letterId);
    if (letter === null) return;
    const effect = { kind: "reply-failed", address, letterId } as const;
    await ports.letters.settle(letter, "failed", { failure: words.slice(0, 500), effect });
  },
};

type Content = Pick<ReplyMail, "text" | "attachments">;

async function openLetter({ letterVault }: EffectPorts, letter: Letter): Promise<Content> {
  const who = { messageId: letter.letterId, recipientId: letterKeys.delivery };
  const text = letter.textPart === undefined ? null : await openPart(letterVault, who, letter.textPart);
  const attachments = [];
  for (const { fileId, file } of filesOf(letter)) {
    const bytes = await openLetterFile({ letterVault }, letter, fileId, letterKeys.delivery);
    if (text === null || bytes === null) throw new Error("a part of a queued letter is missing");
    attachments.push({ name: file.name, type: file.type, bytes });
  }
  if (text === null) throw new Error("the text of a queued letter is missing");
  return { text: text.toString("utf8"), attachments };
}

async function toCompany(ports: EffectPorts, letter: Letter, content: Content, outboxId: string) {
  const { settings } = ports;
  const from = `${gatewayMailboxes.reply}@${settings.gatewayDomain}`;
  const raw = await composeReply({
    ...content,
    from: { name: `${authorOf(letter)} via ${settings.portalName}`, address: from },
    replyTo: [letter.mailbox ?? letter.address],
    to: letter.to,
    cc: letter.outsiders,
    subject: letter.subject,
    date: ports.clock.now(),
    inReplyTo: letter.inReplyTo,
    references: letter.references,
  });
  const way = await ownMailTls(ports, "replies", { from, to: letter.to }, "require");
  return ports.delivery.send({ outboxId, from, to: letter.to, raw, ...way });
}

/** Who writes, by name and address; for a shared mailbox, also whose. The answer goes to the mailbox. */
function authorOf({ authorName, address, mailbox }: Letter): string {
  const whose = mailbox === undefined ? address : `${address} for ${mailbox}`;
  return authorName ? `${authorName} (${whose})` : whose;
}
