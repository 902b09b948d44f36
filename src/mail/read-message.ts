import type { Finding } from "./findings.ts";
import { parseHeaderBlock } from "./header-block.ts";
import { type ReadLimits, readLimits } from "./limits.ts";
import type { ReadMessage } from "./message.ts";
import { readShownParts } from "./shown-parts.ts";
import { walkEntity } from "./walk-entity.ts";
import { note, startWalk, type Walk } from "./walk-state.ts";

/** Reads a message for judging: parts in a flat list, every oddity as a finding; never rejects. */
export async function readMessage(raw: Buffer, limits: ReadLimits = readLimits): Promise<ReadMessage> {
  const walk = startWalk(limits, walkEntity, raw.length);
  const source = raw.subarray(0, limits.messageBytes);
  if (source.length < raw.length) note(walk, "truncated", "", "message-size");
  const start = skipMailboxLine(source);
  const block = parseHeaderBlock(source, start, source.length, limits);
  await guarded(walk, async () => {
    const place = {
      source,
      start,
      end: source.length,
      path: "1",
      depth: 0,
      fallbackType: "text/plain",
      attached: false,
    };
    await walkEntity(walk, place, block);
    if (walk.findings.some(isAboutStructure)) await readShownParts(walk, source);
  });
  return { raw, headers: block.fields, bodyStart: block.bodyStart, parts: walk.parts, findings: walk.findings };
}

/** What every reader takes for broken, and may still show or not. */
const outcast: ReadonlySet<string> = new Set(["parts-after-close", "boundary-not-found"]);

/** Whether readers may take the message apart in another way; what is odd inside a file does not change that. */
function isAboutStructure({ kind, detail }: Finding): boolean {
  return (kind === "ambiguous" && !/^(?:zip|xml)-/.test(detail)) || outcast.has(detail);
}

/** A fault of the reader itself leaves the message unread: it closes. */
async function guarded(walk: Walk, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    note(walk, "corrupt", "", "reader-fault");
  }
}

/** Some tools put an mbox line before the header. */
function skipMailboxLine(source: Buffer): number {
  if (source.toString("latin1", 0, 5) !== "From ") return 0;
  const lineEnd = source.indexOf(10);
  return lineEnd < 0 ? 0 : lineEnd + 1;
}
