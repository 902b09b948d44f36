import type { MessageView } from "../sealing/message-view.ts";
import { openPart } from "../sealing/open-message.ts";
import type { Deposit } from "../tracking/deposit.ts";
import { type Asked, keyOf, type Opened, openMessage } from "./open-message.ts";
import type { PickupPorts } from "./ports.ts";

/** An attachment's bytes and what the mail called it. */
export type OpenedAttachment = { readonly name: string; readonly type: string; readonly bytes: Buffer };

/** One attachment of a message in a mailbox that the asker reads, by its place in the view. */
export async function openAttachment(
  ports: PickupPorts,
  now: Date,
  asked: Asked,
  number: number,
): Promise<Opened<{ readonly attachment: OpenedAttachment }>> {
  const opened = await openMessage(ports, now, asked);
  if (opened.outcome !== "found") return opened;
  const { deposit, view } = opened;
  if (view.attachments[number] === undefined) return { outcome: "not-found" };
  const attachment = await openListed(ports, deposit, view, number);
  return attachment === null ? { outcome: "recalled", deposit } : { outcome: "found", deposit, attachment };
}

/** All attachments of a message in a mailbox that the asker reads, in their order; none when one cannot be opened. */
export async function openEveryAttachment(
  ports: PickupPorts,
  now: Date,
  asked: Asked,
): Promise<Opened<{ readonly attachments: readonly OpenedAttachment[] }>> {
  const opened = await openMessage(ports, now, asked);
  if (opened.outcome !== "found") return opened;
  const { deposit, view } = opened;
  const attachments: OpenedAttachment[] = [];
  for (const number of view.attachments.keys()) {
    const attachment = await openListed(ports, deposit, view, number);
    if (attachment === null) return { outcome: "recalled", deposit };
    attachments.push(attachment);
  }
  return { outcome: "found", deposit, attachments };
}

async function openListed(
  ports: PickupPorts,
  deposit: Deposit,
  { attachments }: MessageView,
  number: number,
): Promise<OpenedAttachment | null> {
  const { name = "", type = "" } = attachments[number] ?? {};
  const bytes = await openPart(ports.opening, keyOf(deposit), `attachments/${number}`);
  return bytes === null ? null : { name, type, bytes };
}

/** What may stand inline in one body altogether; larger images stay attachments. */
const inlineBudget = 8 * 1024 * 1024;

/** The images that the body shows by Content-ID, within a budget. */
export async function openInlineImages(
  ports: PickupPorts,
  deposit: Deposit,
  view: MessageView,
): Promise<Map<string, Buffer>> {
  const images = new Map<string, Buffer>();
  let left = inlineBudget;
  for (const [number, { contentId, size }] of view.attachments.entries()) {
    if (contentId === undefined || size > left || !(view.html ?? "").toLowerCase().includes("cid:")) continue;
    const bytes = await openPart(ports.opening, keyOf(deposit), `attachments/${number}`);
    if (bytes === null) continue;
    images.set(contentId, bytes);
    left -= bytes.length;
  }
  return images;
}
