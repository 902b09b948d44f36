import { comparableAddress, parseAddresses } from "../mail/addresses.ts";
import { headerValues } from "../mail/header-fields.ts";
import type { ReadMessage } from "../mail/message.ts";

/** Stands in where a message names no recipient. */
const nobody = "anyone@outside.invalid";

/** The recipients given, else those that a message names; each once, never none. */
export function recipientsOf(message: ReadMessage, given: readonly string[]): string[] {
  const named = given.length > 0 ? given : ["to", "cc", "bcc"].flatMap((name) => headerAddresses(message, name));
  const distinct = new Map(named.map((address) => [comparableAddress(address), address]));
  return distinct.size === 0 ? [nobody] : [...distinct.values()];
}

/** Addresses of a header field, in their order. */
export function headerAddresses(message: ReadMessage, name: string): string[] {
  return headerValues(message.headers, name)
    .flatMap(parseAddresses)
    .map(({ address }) => address);
}
