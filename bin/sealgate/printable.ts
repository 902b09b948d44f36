/** Words of others on one line of a terminal: nothing in them moves it, ends the line or turns its direction. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\ufffd");
}
