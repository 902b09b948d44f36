import { type Finding, type FindingKind, unreadableClassOf } from "./findings.ts";
import type { ReadLimits } from "./limits.ts";
import type { Part } from "./message.ts";

/** Where an entity (header section and body) lies, and what surrounds it. */
export type Place = {
  readonly source: Buffer;
  readonly start: number;
  readonly end: number;
  readonly path: string;
  readonly depth: number;
  /** Media type where none is declared. */
  readonly fallbackType: string;
  /** Whether it stands inside an attachment, e.g. an embedded message. */
  readonly attached: boolean;
};

/** What one reading of a message gathers; `entity` reads a nested entity. */
export type Walk = {
  readonly limits: ReadLimits;
  readonly parts: Part[];
  readonly findings: Finding[];
  entity(walk: Walk, place: Place): Promise<void>;
  /** Bytes that may be read again as parts that stand in a text: those of ordinary mail do not overlap. */
  readonly mostInText: number;
  spent: { bytes: number; unpacked: number; kept: number; inText: number; exhausted: boolean };
  readonly deadline: number;
};

/** Starts a reading of so many bytes under its budgets. */
export function startWalk(limits: ReadLimits, entity: Walk["entity"], size: number): Walk {
  return {
    limits,
    parts: [],
    findings: [],
    entity,
    mostInText: 3 * size + MEGABYTE,
    spent: { bytes: 0, unpacked: 0, kept: 0, inText: 0, exhausted: false },
    deadline: performance.now() + limits.milliseconds,
  };
}

const MEGABYTE = 1_048_576;
const MOST_FINDINGS = 2_000;

/** Notes something once per part; of too many, once in all, and only what closes the message. */
export function note(walk: Walk, kind: FindingKind, part: string, detail: string): void {
  const isFull = walk.findings.length >= MOST_FINDINGS;
  if (isFull && unreadableClassOf(kind) === null) return;
  const known = walk.findings.some(
    (other) => other.kind === kind && other.detail === detail && (isFull || other.part === part),
  );
  if (!known) walk.findings.push({ kind, part, detail });
}

/** Whether reading may go on with `bytes` more; when a budget is used up, says so once. */
export function within(walk: Walk, path: string, bytes: number): boolean {
  if (walk.spent.exhausted) return false;
  walk.spent.bytes += bytes;
  const { limits, parts } = walk;
  const used =
    parts.length >= limits.parts
      ? "parts"
      : walk.spent.bytes > limits.decodedBytes
        ? "decoded-bytes"
        : performance.now() > walk.deadline
          ? "time"
          : null;
  if (used === null) return true;
  walk.spent.exhausted = true;
  walk.findings.push({ kind: "scan-incomplete", part: path, detail: used });
  return false;
}
