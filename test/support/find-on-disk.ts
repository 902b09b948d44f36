import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Files below a folder that hold a word, as it is, in base64 at any offset, in hexadecimal or in UTF-16. */
export function findOnDisk(folder: string, words: readonly string[]): string[] {
  const needles = words.flatMap(formsOf);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const path = join(parentPath, name);
    const bytes = readFileSync(path);
    return needles.filter(({ form }) => bytes.includes(form)).map(({ word, kind }) => `${path}: ${word} as ${kind}`);
  });
}

function formsOf(word: string): { word: string; kind: string; form: Buffer }[] {
  const bytes = Buffer.from(word);
  // Without the characters at either end that neighbours of the word would change.
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    return text.slice(offset === 0 ? 0 : offset + 1, -2);
  });
  return [
    { kind: "text", form: bytes },
    ...base64.map((text) => ({ kind: "base64", form: Buffer.from(text) })),
    ...base64.map((text) => ({ kind: "base64url", form: Buffer.from(text.replaceAll("+", "-").replaceAll("/", "_")) })),
    { kind: "hexadecimal", form: Buffer.from(bytes.toString("hex")) },
    { kind: "UTF-16", form: Buffer.from(word, "utf16le") },
  ].map((each) => ({ word, ...each }));
}
