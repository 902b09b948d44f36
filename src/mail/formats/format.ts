import type { FindingKind } from "../findings.ts";
import type { TextView } from "../message.ts";

/** Something noticed inside a file; the part is added by whoever opened it. */
export type FormatFinding = { readonly kind: FindingKind; readonly detail: string };

/** A text inside a file; it says where in the file it stands. */
export type FormatText = TextView;

/** What reading the text of a file gives. */
export type FormatReading = { readonly texts: readonly FormatText[]; readonly findings: readonly FormatFinding[] };

/** Bytes of a file inside a file; null where they cannot be had, and then a finding says why. */
export type MemberBytes = { readonly bytes: Buffer | null; readonly findings: readonly FormatFinding[] };

/** A file inside a file: unpacked when it is opened. */
export type Member = { readonly names: readonly string[]; open(): MemberBytes };

/** A file whose form is understood: what it holds, what is odd, and its own text. */
export type Opened = {
  readonly members: readonly Member[];
  readonly findings: readonly FormatFinding[];
  read(): FormatReading;
};

/** How much may still be unpacked; shared by everything in one message. */
export type Budget = {
  /** Most bytes out for each byte in. */
  readonly ratio: number;
  /** Most files in one archive. */
  readonly members: number;
  /** Takes bytes about to be unpacked; false, and nothing taken, when they are too many. */
  take(bytes: number): boolean;
  /** Bytes that may still be unpacked. */
  left(): number;
  /** Milliseconds until the time is up. */
  timeLeft(): number;
  /** Whether the time is up. */
  expired(): boolean;
};

/** Opens one format. It may throw: a broken file is then noted as corrupt. */
export type OpenFormat = (bytes: Buffer, budget: Budget, names: readonly string[]) => Opened | Promise<Opened>;

/** Unpacked sizes up to this are read whatever the ratio. */
export const SMALL = 1_048_576;

/** A member that is already there. */
export function memberOf(names: readonly string[], bytes: Buffer): Member {
  return { names: names.filter((name) => name !== ""), open: () => ({ bytes, findings: [] }) };
}

/** An opened file that is nothing but a finding. */
export function closed(kind: FindingKind, detail: string): Opened {
  return { members: [], findings: [{ kind, detail }], read: () => ({ texts: [], findings: [] }) };
}
