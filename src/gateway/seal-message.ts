import { parseAddresses } from "../mail/addresses.ts";
import { showMessage } from "../mail/view.ts";
import type { MessageView } from "../sealing/message-view.ts";
import type { EffectPorts } from "./ports.ts";

/** Stands for the people who review held mail, in place of a recipient. */
export const reviewers = "review";

/** A sealed copy of a message: what stands for the message id in its objects and contexts, and what it shows. */
export type SealedCopy = { readonly sealId: string; readonly view: MessageView };

/** What sealing needs. */
export type SealingPorts = Pick<EffectPorts, "sealer" | "keys" | "sealed">;

/**
 * Seals a message under a new content key and wraps that key once for each of `owners`. All parts and keys are stored
 * when it answers. Must run before anything of the message acts: a repeat makes a new key and replaces all.
 */
export async function sealMessage(
  ports: SealingPorts,
  sealId: string,
  raw: Buffer,
  owners: readonly string[],
): Promise<SealedCopy> {
  const contentKey = ports.sealer.newContentKey();
  const shown = await showMessage(raw);
  const view: MessageView = {
    from: addressList(shown.from)[0] ?? shown.from,
    to: addressList(shown.to),
    cc: addressList(shown.cc),
    subject: shown.subject,
    date: shown.date?.toISOString() ?? "",
    replyTo: addressList(shown.replyTo),
    messageIdHeader: shown.messageId ?? "",
    references: shown.references,
    html: shown.html,
    text: shown.text ?? "",
    attachments: shown.attachments.map(({ bytes: _, contentId, ...attachment }) => ({
      ...attachment,
      ...(contentId === null ? {} : { contentId }),
    })),
  };
  const parts: [string, () => Buffer][] = [
    ["message.eml", () => raw],
    ["view", () => Buffer.from(JSON.stringify(view))],
    ...shown.attachments.map(({ bytes }, index): [string, () => Buffer] => [`attachments/${index}`, bytes]),
  ];
  for (const [part, plain] of parts) {
    const context = { messageId: sealId, part };
    await ports.sealed.putPart(context, await ports.sealer.seal(contentKey, context, plain()));
  }
  await Promise.all(owners.map((owner) => wrapFor(ports, contentKey, sealId, owner)));
  contentKey.fill(0);
  return { sealId, view };
}

function addressList(shown: string): string[] {
  return parseAddresses(shown).map(({ name, address }) => (name === "" ? address : `${name} <${address}>`));
}

async function wrapFor(ports: SealingPorts, contentKey: Uint8Array, messageId: string, recipientId: string) {
  const context = { messageId, recipientId };
  await ports.sealed.putKey(context, await ports.keys.wrap(contentKey, context));
}
