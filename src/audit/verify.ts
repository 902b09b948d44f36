import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import {
  type AuditEntry,
  type AuditedEntry,
  type AuditFileHeader,
  type AuditRoot,
  auditFileHeader,
  auditFileLine,
} from "../contracts/audit-file.ts";
import { beginning, hashOfDetails, hashOfEntry, signedBytesOf } from "./entry.ts";

/** What is known of a file after its last line. */
export type Verified =
  | {
      readonly kind: "intact";
      readonly entries: number;
      /** Entries whose values are not in the file: erased, and bound by their hash all the same. */
      readonly withoutValues: number;
      readonly roots: number;
      /** The last entry that a signature vouches for; 0 without one. */
      readonly signedUpTo: number;
      /** SHA-256 of the public key that the signatures were checked by. */
      readonly fingerprint: string;
    }
  | {
      readonly kind: "broken";
      /** The first line that does not hold, from 1. */
      readonly line: number;
      /** The number of the first entry that does not hold. */
      readonly seq: number;
      readonly why: string;
    };

/** Where the chain stands while a file is read. */
type Chain = {
  last: AuditEntry | null;
  withoutValues: number;
  roots: number;
  signedUpTo: number;
};

/** Reads an exported log line by line and names the first entry that does not hold; needs nothing but the file. */
export async function verifyAuditFile(
  lines: AsyncIterable<string> | Iterable<string>,
  trusted?: KeyObject,
): Promise<Verified> {
  const chain: Chain = { last: null, withoutValues: 0, roots: 0, signedUpTo: 0 };
  let key = trusted;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const seq = (chain.last?.seq ?? 0) + (number === 1 ? 0 : 1);
    if (number === 1) {
      const header = parsed(line, (value) => auditFileHeader.parse(value));
      if (header === null) return { kind: "broken", line: 1, seq, why: "the file does not begin as an exported log" };
      key ??= keyOf(header);
      if (key === undefined) return { kind: "broken", line: 1, seq, why: "the file names no usable public key" };
    } else if (line !== "" && key !== undefined) {
      const why = faultOf(line, chain, key);
      if (why !== null) return { kind: "broken", line: number, seq: why.seq, why: why.text };
    }
  }
  if (key === undefined) return { kind: "broken", line: 1, seq: 0, why: "the file is empty" };
  const { last, ...counted } = chain;
  return { kind: "intact", entries: last?.seq ?? 0, ...counted, fingerprint: fingerprintOf(key) };
}

/** SHA-256 of a public key, as both sides can read it out to each other. */
export function fingerprintOf(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ format: "der", type: "spki" }))
    .digest("hex");
}

type Fault = { readonly seq: number; readonly text: string };

function faultOf(line: string, chain: Chain, key: KeyObject): Fault | null {
  const read = parsed(line, (value) => auditFileLine.parse(value));
  if (read === null) return { seq: (chain.last?.seq ?? 0) + 1, text: "the line is not an entry of the log" };
  return "root" in read ? rootFault(read.root, chain, key) : entryFault(read, chain);
}

function entryFault({ entry, details }: AuditedEntry, chain: Chain): Fault | null {
  const { seq, hash, previous } = entry;
  const expected = (chain.last?.seq ?? 0) + 1;
  if (seq !== expected)
    return { seq: expected, text: `entry ${expected} is missing; entry ${seq} stands in its place` };
  if (previous !== (chain.last?.hash ?? beginning)) return { seq, text: "it does not follow from the entry before" };
  if (hash !== hashOfEntry(entry)) return { seq, text: "what it says was changed" };
  if (details !== null && entry.details !== hashOfDetails(details)) return { seq, text: "its values were changed" };
  if (details === null && entry.details !== null) chain.withoutValues += 1;
  chain.last = entry;
  return null;
}

function rootFault(root: AuditRoot, chain: Chain, key: KeyObject): Fault | null {
  const { seq } = root;
  if (!verify("sha256", signedBytesOf(root), key, Buffer.from(root.signature, "base64"))) {
    return { seq, text: `the signature of ${root.day} is not of this key` };
  }
  if (seq !== chain.last?.seq || root.hash !== chain.last.hash) {
    return { seq, text: `it is not the entry that was signed on ${root.day}` };
  }
  chain.roots += 1;
  chain.signedUpTo = seq;
  return null;
}

function keyOf({ publicKey }: AuditFileHeader): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  } catch {
    return undefined;
  }
}

function parsed<Value>(line: string, parse: (value: unknown) => Value): Value | null {
  try {
    return parse(JSON.parse(line));
  } catch {
    return null;
  }
}
