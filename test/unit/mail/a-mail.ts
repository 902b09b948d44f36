import { normalise } from "../../../src/mail/normalise.ts";
import { readMessage } from "../../../src/mail/read-message.ts";

/** A message of lines, joined as mail is; strings are taken as UTF-8, buffers as they are. */
export function aMail(...lines: (string | Buffer)[]): Buffer {
  return Buffer.concat(
    lines.flatMap((line) => [Buffer.isBuffer(line) ? line : Buffer.from(line), Buffer.from("\r\n")]),
  );
}

/** A message of one part with these header fields and this body. */
export function aPart(fields: Record<string, string>, body: string | Buffer): Buffer {
  const header = Object.entries({ From: "alice@company.example", "MIME-Version": "1.0", ...fields });
  return aMail(...header.map(([name, value]) => `${name}: ${value}`), "", body);
}

/** A multipart with the boundary "b". */
export function aMultipart(type: string, ...parts: string[]): Buffer {
  const lines = parts.flatMap((part) => ["--b", part]);
  return aMail(
    "From: alice@company.example",
    "MIME-Version: 1.0",
    `Content-Type: ${type}; boundary="b"`,
    "",
    ...lines,
    "--b--",
  );
}

/** Every normalised text that judging sees of a message's parts. */
export async function textsOf(raw: Buffer): Promise<string[]> {
  const { parts } = await readMessage(raw);
  const readings = await Promise.all(parts.map((part) => part.read()));
  return readings.flatMap(({ texts }) => texts.map(({ text }) => normalise(text).text));
}

/** Kinds of all findings, those of reading included. */
export async function findingsOf(raw: Buffer): Promise<string[]> {
  const { parts, findings } = await readMessage(raw);
  const readings = await Promise.all(parts.map((part) => part.read()));
  return [...new Set([...findings, ...readings.flatMap((reading) => reading.findings)].map(({ kind }) => kind))].sort();
}
