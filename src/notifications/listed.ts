import type { MailTexts } from "./mail-texts.ts";

const most = 25;

/** Addresses in one line; a notice stays small however many there are. */
export function listed(texts: MailTexts, addresses: readonly string[]): string {
  const shown = addresses.slice(0, most).join(", ");
  const more = addresses.length - most;
  return more > 0 ? `${shown} ${texts.text("fact.more", { count: more })}` : shown;
}
