import { z } from "zod";
import type { MessageView } from "../sealing/message-view.ts";
import { openPart } from "../sealing/open-message.ts";
import type { KeyContext } from "../sealing/ports.ts";
import { type Deposit, rulesOf } from "../tracking/deposit.ts";
import type { Asker } from "./asker.ts";
import { type Availability, availabilityOf } from "./availability.ts";
import { findDeposit } from "./find-deposit.ts";
import type { PickupPorts } from "./ports.ts";

const viewPart = z.object({
  replyTo: z.array(z.string()).optional(),
  messageIdHeader: z.string().optional(),
  references: z.string().optional(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  date: z.string(),
  html: z.string().nullable(),
  text: z.string(),
  attachments: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      size: z.number(),
      contentId: z.string().optional(),
      inline: z.boolean(),
    }),
  ),
});

/** Which message is asked for, and by whom: the signed-in person and the id from the path. */
export type Asked = { readonly asker: Asker; readonly messageId: string };

/**
 * Either what was asked for, or why not: `not-found` is said alike for unknown ids and for those of others; `too-weak`:
 * the message asks for more than a password.
 */
export type Opened<Found> =
  | ({ readonly outcome: "found"; readonly deposit: Deposit } & Found)
  | { readonly outcome: Exclude<Availability, "readable"> | "too-weak"; readonly deposit: Deposit }
  | { readonly outcome: "not-found" };

/** The view of a message in a mailbox that the asker reads. */
export async function openMessage(
  ports: PickupPorts,
  now: Date,
  asked: Asked,
): Promise<Opened<{ readonly view: MessageView }>> {
  const opened = await openBytes(ports, now, asked, "view");
  if (opened.outcome !== "found") return opened;
  const view = viewPart.parse(JSON.parse(opened.bytes.toString("utf8")));
  return { outcome: "found", deposit: opened.deposit, view };
}

/** One sealed part of a message in a mailbox that the asker reads. A destroyed key means that it was recalled. */
export async function openBytes(
  ports: PickupPorts,
  now: Date,
  asked: Asked,
  part: string,
): Promise<Opened<{ readonly bytes: Buffer }>> {
  const deposit = await findDeposit(ports, asked.asker.address, asked.messageId);
  if (deposit === null || deposit.state === "dormant") return { outcome: "not-found" };
  const availability = availabilityOf(deposit, now);
  if (availability !== "readable") return { outcome: availability, deposit };
  if (isTooWeak(deposit, asked.asker)) return { outcome: "too-weak", deposit };
  const bytes = await openPart(ports.opening, keyOf(deposit), part);
  return bytes === null ? { outcome: "recalled", deposit } : { outcome: "found", deposit, bytes };
}

/** Whether the message asks for more than the password that this session was begun with. */
export function isTooWeak(deposit: Pick<Deposit, "rules">, { strong }: Pick<Asker, "strong">): boolean {
  return rulesOf(deposit).signIn === "second-factor" && !strong;
}

/** Whose key opens a deposit's parts, and under which id they were sealed. */
export function keyOf({ sealId, recipientId }: Deposit): KeyContext {
  return { messageId: sealId, recipientId };
}
