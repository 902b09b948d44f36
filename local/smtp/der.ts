/** One DER element: tag, length, content. */
export function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), derLength(body.length), body]);
}

function derLength(length: number): Buffer {
  if (length < 128) return Buffer.from([length]);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

/** SEQUENCE. */
export const sequence = (...content: readonly Buffer[]): Buffer => der(0x30, ...content);

/** SET. */
export const set = (...content: readonly Buffer[]): Buffer => der(0x31, ...content);

/** A positive INTEGER. */
export function integer(value: Buffer): Buffer {
  const first = value[0] ?? 0;
  return der(0x02, first > 0x7f ? Buffer.concat([Buffer.from([0]), value]) : value);
}

/** BIT STRING without unused bits. */
export const bitString = (value: Buffer): Buffer => der(0x03, Buffer.from([0]), value);

/** OCTET STRING. */
export const octetString = (value: Buffer): Buffer => der(0x04, value);

/** UTF8String. */
export const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text));

/** GeneralizedTime. */
export const time = (at: Date): Buffer =>
  der(0x18, Buffer.from(`${at.toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`));

/** OBJECT IDENTIFIER. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): number[] {
  const digits = [arc & 0x7f];
  for (let value = arc >>> 7; value > 0; value >>>= 7) digits.unshift((value & 0x7f) | 0x80);
  return digits;
}
