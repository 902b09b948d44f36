import { emailAddress } from "../contracts/policies-names.ts";
import { asciiDomain } from "../mail/addresses.ts";

/** What could not be taken from a file, and on which line (in JSON: which entry), counted from 1. */
export type ImportProblem = { readonly line: number; readonly message: string };

/** An address as it is kept: without name and brackets, the domain in A-label form; null where it is none. */
export function asAddress(text: string): string | null {
  const bare = (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim();
  const at = bare.lastIndexOf("@");
  const domain = asciiDomain(bare.slice(at + 1));
  const address = `${bare.slice(0, at)}@${domain}`;
  return at > 0 && domain !== "" && emailAddress.safeParse(address).success ? address : null;
}
