/** The fields of a message's header section, unfolded, in order. */
export function headerLines(raw: Buffer): string[] {
  const head = raw.subarray(0, raw.indexOf("\r\n\r\n")).toString("latin1");
  return head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
}

/** Everything after the header section. */
export function bodyOf(raw: Buffer): Buffer {
  return raw.subarray(raw.indexOf("\r\n\r\n") + 4);
}
