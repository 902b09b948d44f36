/** How much of one message is read; what lies beyond becomes a finding. */
export type ReadLimits = {
  /** Bytes of the raw message. */
  readonly messageBytes: number;
  /** Decoded bytes of all parts together. */
  readonly decodedBytes: number;
  /** Bytes unpacked from archives and documents, all together. */
  readonly unpackedBytes: number;
  /** Most bytes unpacked for each byte of an archive. */
  readonly ratio: number;
  /** Nesting of multiparts, embedded messages and archives. */
  readonly depth: number;
  /** Parts, counting every alternative reading; also files in one archive. */
  readonly parts: number;
  /** Bytes of one header section that are parsed into fields. */
  readonly headerBytes: number;
  /** Fields of one header section. */
  readonly headerFields: number;
  /** Milliseconds of work for the whole message. */
  readonly milliseconds: number;
};

const MEGABYTE = 1_048_576;

/** The product's budgets: one place for all of them. */
export const readLimits: ReadLimits = {
  messageBytes: 41 * MEGABYTE,
  decodedBytes: 200 * MEGABYTE,
  unpackedBytes: 200 * MEGABYTE,
  ratio: 100,
  depth: 10,
  parts: 5_000,
  headerBytes: 2 * MEGABYTE,
  headerFields: 10_000,
  milliseconds: 25_000,
};
