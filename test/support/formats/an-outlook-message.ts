import { aCompoundFile, type CompoundTree } from "./a-compound-file.ts";

/** A string property as a stream. */
export function text(id: string, value: string): CompoundTree {
  return { [`__substg1.0_${id}001F`]: Buffer.from(value, "utf16le") };
}

/** A binary property as a stream. */
export function binary(id: string, value: Buffer): CompoundTree {
  return { [`__substg1.0_${id}0102`]: value };
}

/** The properties of fixed size: none but the code page. */
export function fixed(header: number): CompoundTree {
  return { "__properties_version1.0": Buffer.alloc(header) };
}

/** An attachment with names and content. */
export function attachment(number: number, ...properties: CompoundTree[]): CompoundTree {
  return { [`__attach_version1.0_#0000000${number}`]: Object.assign({}, fixed(8), ...properties) };
}

/** An Outlook message file. */
export function anOutlookMessage(...properties: CompoundTree[]): Buffer {
  return aCompoundFile(Object.assign({}, fixed(32), ...properties));
}
