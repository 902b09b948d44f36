import { headerText, rawHeaderValues } from "./header-fields.ts";
import type { HeaderField } from "./message.ts";

const present = ["list-id", "list-unsubscribe", "x-autoreply", "x-autorespond", "x-auto-response-suppress"];

/** Whether a message was sent by a program rather than a person (RFC 3834). */
export function isAutomatic(headers: readonly HeaderField[], envelopeSender: string | null): boolean {
  if (envelopeSender === null || envelopeSender === "") return true;
  const submitted = headerText(headers, "auto-submitted").trim().toLowerCase();
  if (submitted !== "" && !/^no\b/.test(submitted)) return true;
  if (/^(?:bulk|junk|list|auto_reply)\b/i.test(headerText(headers, "precedence").trim())) return true;
  if (/^\s*multipart\/report\b/i.test(headerText(headers, "content-type"))) return true;
  return present.some((name) => rawHeaderValues(headers, name).length > 0);
}
