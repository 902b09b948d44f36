import { openPart } from "../../sealing/open-message.ts";
import { filePart, hasFile, partCount } from "./attach-file.ts";
import type { Letter } from "./letter.ts";
import { type LetterPorts, letterKeys } from "./ports.ts";
import { draftText } from "./write-draft.ts";

/** A letter that left, and its text; null when it is not the asker's, is still a draft, or is kept no longer. */
export async function openSentLetter(
  ports: LetterPorts,
  now: Date,
  address: string,
  letterId: string,
): Promise<{ letter: Letter; text: string } | null> {
  const letter = await findSent(ports, now, address, letterId);
  return letter === null ? null : { letter, text: await draftText(ports, letter) };
}

/** One attachment of a sent letter, whole. */
export async function openSentFile(
  ports: LetterPorts,
  now: Date,
  asked: { readonly address: string; readonly letterId: string; readonly fileId: string },
): Promise<{ name: string; type: string; bytes: Buffer } | null> {
  const letter = await findSent(ports, now, asked.address, asked.letterId);
  if (letter === null || !hasFile(letter, asked.fileId)) return null;
  const file = letter.files[asked.fileId];
  if (file === undefined) return null;
  const bytes = await openLetterFile(ports, letter, asked.fileId, letterKeys.author);
  return bytes === null ? null : { name: file.name, type: file.type, bytes };
}

/** A file's parts, each authenticated, in one piece; null when one is missing. */
export async function openLetterFile(
  { letterVault }: Pick<LetterPorts, "letterVault">,
  letter: Letter,
  fileId: string,
  as: (typeof letterKeys)[keyof typeof letterKeys],
): Promise<Buffer | null> {
  const who = { messageId: letter.letterId, recipientId: as };
  const parts: Buffer[] = [];
  for (let part = 0; part < partCount(letter.files[fileId]?.size ?? 0); part += 1) {
    const bytes = await openPart(letterVault, who, filePart(fileId, part));
    if (bytes === null) return null;
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

async function findSent(ports: LetterPorts, now: Date, address: string, letterId: string): Promise<Letter | null> {
  const letter = await ports.letters.find(address, letterId);
  if (letter === null || letter.state === "draft") return null;
  return now.getTime() >= Date.parse(letter.expiresAt ?? "") ? null : letter;
}
