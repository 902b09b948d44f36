import { normalise } from "../../../../src/mail/normalise.ts";
import { readMessage } from "../../../../src/mail/read-message.ts";
import { aPart } from "../a-mail.ts";

/** A message that is nothing but this file. */
export function aFile(name: string, bytes: Buffer, type = "application/octet-stream"): Buffer {
  const body = bytes.toString("base64").replace(/.{76}/g, "$&\r\n");
  return aPart(
    {
      "Content-Type": `${type}; name="${name}"`,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Content-Transfer-Encoding": "base64",
    },
    body,
  );
}

/** What judging sees of a file: texts with their place, names, findings by kind and detail. */
export async function seenIn(name: string, bytes: Buffer, type?: string) {
  const { parts, findings } = await readMessage(aFile(name, bytes, type));
  const readings = await Promise.all(parts.map((part) => part.read()));
  const all = [...findings, ...readings.flatMap((reading) => reading.findings)];
  const views = readings.flatMap(({ texts }) => texts).filter(({ view }) => view !== "header");
  return {
    texts: views.map(({ text }) => normalise(text).text),
    views,
    names: parts.flatMap((part) => part.names),
    findings: [...new Set(all.map(({ kind, detail }) => `${kind} ${detail}`))].sort(),
  };
}

/** Whether some text holds this. */
export function holds(texts: readonly string[], wanted: string | RegExp): boolean {
  return texts.some((text) => (typeof wanted === "string" ? text.includes(wanted) : wanted.test(text)));
}
