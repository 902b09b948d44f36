import { editHeaders } from "./edit-headers.ts";
import { parseHeaderBlock } from "./header-block.ts";
import { rawHeaderValues } from "./header-fields.ts";
import { readLimits } from "./limits.ts";
import type { HeaderField } from "./message.ts";

/** Prefix of the gateway's own markers. */
export const MARKER_PREFIX = "x-sealgate-";

const removedNames: ReadonlySet<string> = new Set([
  "return-path",
  "bcc",
  "resent-bcc",
  "x-gm-original-to",
  "dkim-signature",
  "domainkey-signature",
  "arc-seal",
  "arc-message-signature",
  "arc-authentication-results",
]);

/** Removes what must not leave with a clear message and keeps its Message-ID in References, as the service renames it. */
export function stripForClearSend(raw: Buffer, options: { secretHeader?: string } = {}): Buffer {
  const secret = options.secretHeader?.toLowerCase();
  const leaves = ({ name }: HeaderField) =>
    removedNames.has(name) || name.startsWith("x-ses-") || name.startsWith(MARKER_PREFIX) || name === secret;
  const { fields } = parseHeaderBlock(raw, 0, raw.length, readLimits);
  return editHeaders(raw, { remove: [leaves], replace: withMessageId(fields) });
}

function withMessageId(fields: readonly HeaderField[]): Record<string, string> {
  const id = /<[\x21-\x7e]{1,900}>/.exec(rawHeaderValues(fields, "message-id")[0] ?? "")?.[0];
  if (id === undefined) return {};
  const known: readonly string[] = (rawHeaderValues(fields, "references")[0] ?? "").match(/<[^<>\s]{1,900}>/g) ?? [];
  return known.includes(id) ? {} : { References: [...known.slice(-50), id].join("\r\n ") };
}
