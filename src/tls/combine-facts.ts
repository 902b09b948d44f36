import { isAtLeast, type TlsFacts } from "./judge-receipt.ts";

/** Joins what two witnesses know of one connection: who saw no TLS is believed, else who knows more. */
export function combineFacts(a: TlsFacts, b: TlsFacts): TlsFacts {
  if (a.tls === "no" || b.tls === "no") return { tls: "no" };
  if (a.tls === "unknown") return b;
  if (b.tls === "unknown") return a;
  if (a.exact !== b.exact) return a.exact ? a : b;
  return isAtLeast(a.least, b.least) ? a : b;
}
