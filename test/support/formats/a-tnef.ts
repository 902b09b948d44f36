/** One attribute of a TNEF file. */
export function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head[0] = level;
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(data.reduce((total, byte) => (total + byte) & 0xffff, 0));
  return Buffer.concat([head, data, sum]);
}

/** A list of MAPI properties of variable size. */
export function properties(...list: readonly { id: number; type: number; bytes: Buffer }[]): Buffer {
  const number = (value: number) => {
    const four = Buffer.alloc(4);
    four.writeUInt32LE(value);
    return four;
  };
  const pieces = list.flatMap(({ id, type, bytes }) => [
    number(id * 65_536 + type),
    number(1),
    number(bytes.length),
    bytes,
    Buffer.alloc((4 - (bytes.length % 4)) % 4),
  ]);
  return Buffer.concat([number(list.length), ...pieces]);
}

/** A TNEF file of attributes. */
export function aTnef(...attributes: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from("789f3e220100", "hex"), ...attributes]);
}
