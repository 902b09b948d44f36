import { type UnreadableClass, unreadableClasses, unreadableClassOf } from "../mail/findings.ts";
import type { Facts, Scope, Truth } from "./types.ts";

/** Classes by which a message could not be read whole, in the order of the list. */
export function closedClasses(facts: Facts): UnreadableClass[] {
  const found = new Set(facts.findings.map(({ kind }) => unreadableClassOf(kind)));
  return unreadableClasses.filter((one) => found.has(one));
}

/** A "no" about content is only known where everything in those scopes could be read. */
export function noUnlessUnread(facts: Facts, scopes: readonly Scope[]): Truth {
  const outside = scopes.every((scope) => scope === "subject" || scope === "headers");
  const relevant = facts.findings.filter(({ kind, part }) => {
    const closed = unreadableClassOf(kind);
    return closed !== null && (!outside || ((part === "" || part === "1") && closed !== "not-supported"));
  });
  return relevant.length > 0 ? "unknown" : false;
}

const holdsFiles = /zip|rar|7z|tar|compress|tnef|outlook|archive|cab|iso|bzip|xz|zst/;

/** A "no" about attachments is only known where everything that can hold files was opened. */
export function noUnlessUnpacked(facts: Facts): Truth {
  const closed = facts.findings.some(({ kind, detail }) => {
    const unreadable = unreadableClassOf(kind);
    return unreadable !== null && (unreadable !== "not-supported" || holdsFiles.test(detail));
  });
  return closed ? "unknown" : false;
}
