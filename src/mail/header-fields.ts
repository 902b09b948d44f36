import { decodeEncodedWords } from "./encoded-words.ts";
import type { HeaderField } from "./message.ts";

/** Raw values of every field of that name, in order. */
export function rawHeaderValues(headers: readonly HeaderField[], name: string): string[] {
  const lower = name.toLowerCase();
  return headers.filter((field) => field.name === lower).map((field) => field.value);
}

/** Values of every field of that name with encoded words decoded. */
export function headerValues(headers: readonly HeaderField[], name: string): string[] {
  return rawHeaderValues(headers, name).map(decodeEncodedWords);
}

/** The first field of that name with encoded words decoded; "" when there is none. */
export function headerText(headers: readonly HeaderField[], name: string): string {
  return headerValues(headers, name)[0] ?? "";
}
