import type { SeededRandom } from "../support/seeded-random.ts";
import { tokens } from "./tokens.ts";

type Mutation = (r: SeededRandom, bytes: Buffer, other: Buffer) => Buffer;

const extremes = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

const place = (r: SeededRandom, bytes: Buffer) => (bytes.length === 0 ? 0 : r.between(0, bytes.length - 1));

function span(r: SeededRandom, bytes: Buffer): [number, number] {
  const start = place(r, bytes);
  const length = r.pick([1, 2, 4, 8, 16, 64, 512, Math.max(1, bytes.length >> 2)]);
  return [start, Math.min(bytes.length, start + length)];
}

function splice(bytes: Buffer, start: number, end: number, inside: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, start), inside, bytes.subarray(end)]);
}

const mutations: readonly Mutation[] = [
  // Bytes.
  (r, bytes) => {
    const copy = Buffer.from(bytes);
    for (let count = r.pick([1, 1, 2, 4, 16]); count > 0 && copy.length > 0; count -= 1)
      copy[place(r, copy)] = r.between(0, 255);
    return copy;
  },
  (r, bytes) => {
    const copy = Buffer.from(bytes);
    const at = place(r, copy);
    if (copy.length > 0) copy[at] = (copy[at] as number) ^ (1 << r.between(0, 7));
    return copy;
  },
  // Numbers of binary formats.
  (r, bytes) => {
    const copy = Buffer.from(bytes);
    const size = r.pick([1, 2, 4]);
    if (copy.length < size) return copy;
    const at = r.between(0, copy.length - size);
    const value = r.pick(extremes) % 2 ** (8 * size);
    if (r.next() < 0.7) copy.writeUIntLE(value, at, size);
    else copy.writeUIntBE(value, at, size);
    return copy;
  },
  // Numbers of text formats.
  (r, bytes) => {
    const text = bytes.toString("latin1");
    const numbers = [...text.matchAll(/-?\d+/g)];
    if (numbers.length === 0) return bytes;
    const { index, 0: found } = r.pick(numbers);
    const value = r.pick(["0", "-1", "1", "99999999", "4294967295", "1e9", String(Number(found) + 1), ""]);
    return Buffer.from(text.slice(0, index) + value + text.slice(index + found.length), "latin1");
  },
  // Pieces.
  (r, bytes) => bytes.subarray(0, place(r, bytes)),
  (r, bytes) => splice(bytes, ...span(r, bytes), Buffer.alloc(0)),
  (r, bytes) => {
    const [start, end] = span(r, bytes);
    return splice(bytes, start, start, bytes.subarray(start, end));
  },
  (r, bytes) => {
    const [start, end] = span(r, bytes);
    const piece = bytes.subarray(start, Math.min(end, start + 64));
    return splice(bytes, start, start, Buffer.concat(Array.from({ length: r.pick([10, 100, 1_000]) }, () => piece)));
  },
  (r, bytes) => {
    const [start, end] = span(r, bytes);
    return splice(bytes, place(r, bytes), place(r, bytes), bytes.subarray(start, end)).subarray(0, 1_000_000);
  },
  (r, bytes, other) => Buffer.concat([bytes.subarray(0, place(r, bytes)), other.subarray(place(r, other))]),
  // Words of the formats.
  (r, bytes) => {
    const at = place(r, bytes);
    return splice(bytes, at, at + r.pick([0, 0, 4]), Buffer.from(r.pick(tokens), "latin1"));
  },
  // Lines.
  (r, bytes) => {
    const lines = bytes.toString("latin1").split("\n");
    const at = r.between(0, lines.length - 1);
    const change = r.between(0, 3);
    if (change === 0) lines.splice(at, 1);
    else if (change === 1) lines.splice(at, 0, r.pick(lines));
    else if (change === 2) lines[at] = ` ${lines[at]}`;
    else lines.splice(at, 0, ...lines.splice(r.between(0, lines.length - 1), 1));
    return Buffer.from(lines.join("\n"), "latin1");
  },
];

const LARGEST = 3_000_000;

/** The bytes with one to some mutations. */
export function mutate(r: SeededRandom, bytes: Buffer, other: Buffer): Buffer {
  let mutated = bytes;
  for (let count = r.pick([1, 1, 1, 2, 3, 8]); count > 0; count -= 1)
    mutated = r.pick(mutations)(r, mutated, other).subarray(0, LARGEST);
  return mutated;
}
