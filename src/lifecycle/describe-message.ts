import type { ReadPart } from "../contracts/admin-api/simulations.ts";
import type { Part, ReadMessage } from "../mail/message.ts";

const mostParts = 200;
const mostText = 4_000;
const mostTexts = 12;
const mostTotal = 400_000;

/** What the engine read of a message, part by part; long texts are cut. */
export async function describeParts(message: ReadMessage): Promise<{ parts: ReadPart[]; moreParts: number }> {
  const parts: ReadPart[] = [];
  let total = 0;
  for (const part of message.parts.slice(0, mostParts)) {
    const described = await describePart(part, mostTotal - total);
    total += described.texts.reduce((sum, { text }) => sum + text.length, 0);
    parts.push(described);
  }
  return { parts, moreParts: Math.max(0, message.parts.length - mostParts) };
}

async function describePart(part: Part, left: number): Promise<ReadPart> {
  const { path, declaredType, trueType, names, isAttachment, size } = part;
  const { texts, findings } = await part.read();
  const longest = Math.max(0, Math.min(mostText, left));
  return {
    ...{ path, declaredType, trueType, names, isAttachment, size },
    texts: texts.slice(0, mostTexts).map(({ view, place, text }) => ({
      view,
      place,
      text: readable(text.slice(0, longest)),
      length: text.length,
    })),
    findings: findings.slice(0, 50).map(({ kind, part: at, detail }) => ({ kind, part: at, detail })),
  };
}

/** Marks between cells and rows as a person expects them. */
function readable(text: string): string {
  return text.replaceAll("\x1f", "\t").replaceAll("\x1e", "\n");
}
