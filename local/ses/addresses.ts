import addressparser from "nodemailer/lib/addressparser";
import { ServiceError } from "../core/service.ts";

type Parsed = { name: string; address?: string | undefined; group?: Parsed[] | undefined };

/** The bare addresses of a header value or of an API parameter such as `Bob <bob@partner.example>`; a word without `@` counts. */
export function addressesIn(value: string): readonly string[] {
  const flat = (list: readonly Parsed[]): string[] =>
    list.flatMap(({ name, address, group }) => (group ? flat(group) : [address || name]));
  return flat(addressparser(value) as Parsed[]).filter((address) => address.length > 0);
}

/** The part after the last `@`, lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** Refuses an address as SES words it: no domain, or characters outside ASCII. */
export function assertAddress(address: string): void {
  const refuse = (message: string) => new ServiceError("BadRequestException", message);
  const at = address.lastIndexOf("@");
  if (at < 0 || at === address.length - 1) throw refuse("Missing final '@domain'");
  if (at === 0) throw refuse("Missing local part");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\x00-\x20\x7f]/.test(address.slice(0, at).replace(/^".*"$/, "")))
    throw refuse("Local address contains control or whitespace");
  if (/[^\0-\x7f]/.test(address.slice(0, at))) throw refuse("Local address contains non-ASCII characters");
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(address.slice(at + 1))) throw refuse("Domain contains illegal character");
}
