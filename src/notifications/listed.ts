import type { MailTexts } from "./mail-texts.ts";

const most = 25;
const mostCharacters = 1000;

/** Addresses in one line; a notice stays small however many and long they are. */
export function listed(texts: MailTexts, addresses: readonly string[]): string {
  const shown: string[] = [];
  let characters = 0;
  for (const address of addresses) {
    characters += address.length;
    if (shown.length > 0 && (shown.length === most || characters > mostCharacters)) break;
    shown.push(address);
  }
  const more = addresses.length - shown.length;
  const line = shown.join(", ");
  return more > 0 ? `${line} ${texts.text("fact.more", { count: more })}` : line;
}
