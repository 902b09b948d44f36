import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { readMessage } from "../../../../src/mail/read-message.ts";
import { aTar } from "../../../support/formats/a-tar.ts";
import { aTnef, attribute, properties } from "../../../support/formats/a-tnef.ts";
import { aZip } from "../../../support/formats/a-zip.ts";
import { aDocx, aParagraph } from "../../../support/formats/an-office-file.ts";
import { anOutlookMessage, attachment, binary, text } from "../../../support/formats/an-outlook-message.ts";
import { aFile } from "./attached.ts";

const folder = new URL("../../../fixtures/formats/", import.meta.url);
const docx = aDocx(aParagraph("4111 1111", " 1111 1111"));
const files: Record<string, Buffer> = {
  ...Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))])),
  "mail.msg": anOutlookMessage(text("0037", "x"), attachment(0, text("3707", "a.docx"), binary("3701", docx))),
  "winmail.dat": aTnef(
    attribute(1, 0x00069003, properties({ id: 0x1000, type: 0x1f, bytes: Buffer.from("hi\0", "utf16le") })),
  ),
  "a.tgz": gzipSync(aTar([{ name: "b.zip", bytes: aZip([{ name: "c.docx", bytes: docx }]) }])),
};

/** A place in a file and what is done to it there. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  byte: fc.integer({ min: 0, max: 255 }),
  kind: fc.constantFrom("cut", "flip", "drop", "double"),
});

function damaged(bytes: Buffer, all: readonly { at: number; byte: number; kind: string }[]): Buffer {
  let result = Buffer.from(bytes);
  for (const { at, byte, kind } of all) {
    const place = Math.floor(at * result.length);
    const rest = result.subarray(place);
    if (kind === "cut") result = Buffer.from(result.subarray(0, place));
    else if (kind === "drop") result = Buffer.concat([result.subarray(0, place), rest.subarray(byte)]);
    else if (kind === "double") result = Buffer.concat([result.subarray(0, place), rest.subarray(0, 512), rest]);
    else if (place < result.length) result[place] = byte;
  }
  return result;
}

describe("a damaged file", () => {
  for (const [name, bytes] of Object.entries(files)) {
    it(`is read or noted, never a fault: ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 8 }), async (all) => {
          const { parts, findings } = await readMessage(aFile(name, damaged(bytes, all)));
          const readings = await Promise.all(parts.map((part) => part.read()));
          const details = [...findings, ...readings.flatMap((reading) => reading.findings)].map(({ detail }) => detail);
          assert.ok(!details.includes("reader-fault"));
        }),
        { numRuns: 25 },
      );
    });
  }
});
