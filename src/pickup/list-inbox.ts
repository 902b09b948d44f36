import type { Deposit } from "../tracking/deposit.ts";
import { type Availability, availabilityOf } from "./availability.ts";
import type { PickupPorts } from "./ports.ts";

const pageSize = 25;
/** Deposits looked at for one page of a search; further ones are behind "older". */
const searched = 1000;

/** One line of the inbox. */
export type InboxEntry = { readonly deposit: Deposit; readonly availability: Availability };

/** One page of a recipient's messages, newest first. */
export async function listInbox(
  ports: Pick<PickupPorts, "deposits">,
  now: Date,
  address: string,
  cursor?: string,
  query = "",
): Promise<{ entries: InboxEntry[]; cursor?: string }> {
  const entries: InboxEntry[] = [];
  const words = foldedWords(query);
  let next = cursor;
  let looked = 0;
  do {
    const limit = words.length === 0 ? pageSize : 4 * pageSize;
    const page = await ports.deposits.list(address, { limit, ...(next === undefined ? {} : { cursor: next }) });
    const found = page.deposits.filter((deposit) => isListed(deposit) && matches(deposit, words));
    entries.push(...found.map((deposit) => ({ deposit, availability: availabilityOf(deposit, now) })));
    next = page.cursor;
    looked += limit;
  } while (next !== undefined && entries.length < pageSize && looked < searched);
  return next === undefined ? { entries } : { entries, cursor: next };
}

function isListed({ state, removedAt }: Deposit): boolean {
  return state !== "dormant" && removedAt === undefined;
}

/** Every word must stand in the subject, the sender's name or address; case and accents do not matter. */
function matches({ subject, from, fromName }: Deposit, words: readonly string[]): boolean {
  const text = folded(`${subject}\n${fromName}\n${from}`);
  return words.every((word) => text.includes(word));
}

function foldedWords(query: string): string[] {
  return folded(query.slice(0, 200)).split(/\s+/).filter(Boolean);
}

function folded(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
