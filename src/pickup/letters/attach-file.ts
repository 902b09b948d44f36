import { limits } from "../../accounts/rate-limit.ts";
import type { Clock } from "../../clock.ts";
import { downloadType, fileName } from "../download.ts";
import type { Letter, LetterFile } from "./letter.ts";
import { letterLimits } from "./limits.ts";
import type { WritingPorts } from "./ports.ts";
import { beginDraft, sealPart, type Written } from "./write-draft.ts";

/** One part of a file, as the browser sends it. */
export type ArrivingPart = {
  readonly fileId: string;
  readonly name: string;
  readonly type: string;
  /** Bytes of the whole file. */
  readonly size: number;
  /** From 0 on. */
  readonly part: number;
  readonly bytes: Buffer;
};

export type AttachResult = "arrived" | "sent" | "too-large" | "too-many" | "wrong-part";

type Ports = Pick<WritingPorts, "letters" | "letterVault" | "limiter">;

/** Seals a part as it arrives. The same part sent again is the same part. */
export async function attachPart(
  ports: Ports,
  clock: Clock,
  draft: Omit<Written, "text">,
  given: ArrivingPart,
): Promise<AttachResult> {
  if (given.size > letterLimits.total) return "too-large";
  if (given.bytes.length !== expectedBytes(given.size, given.part)) return "wrong-part";
  if (!(await ports.limiter.take(`letter/part/${draft.address}`, limits.partsByAccount))) return "too-many";
  const begun = await beginDraft(ports, clock, draft);
  if (begun.outcome !== "draft") return begun.outcome;
  const { letter } = begun;
  const file = {
    name: fileName(given.name, "attachment"),
    type: downloadType(given.type),
    size: given.size,
    arrived: {},
  };
  const most = { bytes: letterLimits.total, files: letterLimits.files };
  if (!hasFile(letter, given.fileId) && !(await ports.letters.announce(letter, given.fileId, file, most))) {
    const now = await ports.letters.find(letter.address, letter.letterId);
    if (now === null || !hasFile(now, given.fileId)) return "too-large";
  }
  await sealPart(ports, letter, filePart(given.fileId, given.part), given.bytes);
  return (await ports.letters.arrived(letter, given.fileId, given.part, given.bytes.length)) ? "arrived" : "wrong-part";
}

/** Whether the letter has a file of this id, which anybody may have typed. */
export function hasFile({ files }: Pick<Letter, "files">, fileId: string): boolean {
  return Object.hasOwn(files, fileId);
}

/** Whether every part of a file is there. */
export function isWhole({ size, arrived }: LetterFile): boolean {
  const parts = Array.from({ length: partCount(size) }, (_, part) => arrived[part] === expectedBytes(size, part));
  return parts.every(Boolean);
}

/** How many parts a file comes in; an empty file in one. */
export function partCount(size: number): number {
  return Math.max(1, Math.ceil(size / letterLimits.part));
}

/** Name of the sealed part. */
export function filePart(fileId: string, part: number): string {
  return `files/${fileId}/${part}`;
}

/** What is attached, in the order of names. */
export function filesOf({ files }: Pick<Letter, "files">): { fileId: string; file: LetterFile; whole: boolean }[] {
  return Object.entries(files)
    .map(([fileId, file]) => ({ fileId, file, whole: isWhole(file) }))
    .sort((left, right) => left.file.name.localeCompare(right.file.name));
}

function expectedBytes(size: number, part: number): number {
  return part < partCount(size) ? Math.min(letterLimits.part, size - part * letterLimits.part) : -1;
}
