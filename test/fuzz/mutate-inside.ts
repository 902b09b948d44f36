import { deflateSync, gunzipSync, gzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { aZip, type ZipMember } from "../support/formats/a-zip.ts";
import type { SeededRandom } from "../support/seeded-random.ts";
import { mutate } from "./mutate.ts";

const LARGEST = 2_000_000;

/** Mutates what is packed in a file, and packs it again, so that readers get past the packing; else the file itself. */
export function mutateInside(r: SeededRandom, bytes: Buffer, other: Buffer): Buffer {
  try {
    if (bytes.toString("latin1", 0, 2) === "PK") return mutateZip(r, bytes, other);
    if (bytes.readUInt16BE(0) === 0x1f8b)
      return gzipSync(mutateInside(r, gunzipSync(bytes, { maxOutputLength: LARGEST }), other));
    if (bytes.includes("%PDF-")) return mutatePdf(r, bytes, other);
  } catch {
    // What cannot be unpacked is mutated as it is.
  }
  return mutate(r, bytes, other);
}

function mutateZip(r: SeededRandom, bytes: Buffer, other: Buffer): Buffer {
  const members = membersOf(bytes);
  const chosen = r.between(0, members.length - 1);
  return aZip(
    members.map((member, index) => {
      if (index !== chosen && r.next() > 0.1) return member;
      return { ...member, bytes: mutateInside(r, Buffer.from(member.bytes), other) };
    }),
  );
}

/** The members that a directory lists. */
function membersOf(bytes: Buffer): ZipMember[] {
  const members: ZipMember[] = [];
  for (let at = bytes.indexOf("PK\x01\x02", 0, "latin1"); at >= 0; at = bytes.indexOf("PK\x01\x02", at + 4, "latin1")) {
    const name = bytes.toString("utf8", at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const stored = bytes.readUInt16LE(at + 10) === 0;
    members.push({ name, stored, bytes: stored ? data : inflateRawSync(data, { maxOutputLength: LARGEST }) });
  }
  return members;
}

/** Mutates the content of one stream; the table of objects is wrong then, as it is in many files. */
function mutatePdf(r: SeededRandom, bytes: Buffer, other: Buffer): Buffer {
  const text = bytes.toString("latin1");
  const streams = [...text.matchAll(/stream\r?\n/g)].filter(({ index }) => text.slice(index - 3, index) !== "end");
  if (streams.length === 0 || r.next() < 0.4) return mutate(r, bytes, other);
  const { index, 0: word } = r.pick(streams);
  const start = index + word.length;
  const end = text.indexOf("endstream", start);
  const data = bytes.subarray(start, end);
  const unpacked = data[0] === 0x78 ? inflateSync(data, { maxOutputLength: LARGEST }) : null;
  const mutated = unpacked === null ? mutate(r, data, other) : deflateSync(mutate(r, unpacked, other));
  return Buffer.concat([bytes.subarray(0, start), mutated, bytes.subarray(end)]);
}
