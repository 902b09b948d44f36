import { inflate } from "./formats/inflate.ts";

const BLOCK = 0x0fa0;
const LARGEST_BLOCK = 1_048_576;
const MOST_READ = 67_108_864;
const compound = Buffer.from("d0cf11e0a1b11ae1", "hex");
const content = Buffer.from("DRMContent", "utf16le");

/** Whether bytes are a rights-protected message as Outlook packs it (MS-OXORMMS 2.2.4.1): packed blocks of a compound file. */
export function isRightsProtected(bytes: Buffer): boolean {
  const pieces: Buffer[] = [];
  let size = 0;
  let at = 8;
  for (; at + 12 <= bytes.length; ) {
    const [mark, plain, packed] = [0, 4, 8].map((offset) => bytes.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
    ];
    if (mark !== BLOCK || plain > LARGEST_BLOCK || at + 12 + packed > bytes.length) return false;
    size += plain;
    const { bytes: piece } = inflate("zlib", bytes.subarray(at + 12, at + 12 + packed), plain, plain);
    if (piece === null || piece.length !== plain || size > MOST_READ) return false;
    pieces.push(piece);
    at += 12 + packed;
  }
  const whole = Buffer.concat(pieces);
  return at === bytes.length && whole.subarray(0, 8).equals(compound) && whole.includes(content);
}
