import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { stripForClearSend } from "../../../src/mail/clear-headers.ts";
import { editHeaders } from "../../../src/mail/edit-headers.ts";
import { fitForSes } from "../../../src/mail/fit-for-ses.ts";
import { parseHeaderBlock } from "../../../src/mail/header-block.ts";
import { readLimits } from "../../../src/mail/limits.ts";
import { readMessage } from "../../../src/mail/read-message.ts";
import { stripSubjectTrigger } from "../../../src/mail/strip-subject-trigger.ts";

const piece = fc.oneof(
  fc.constantFrom(
    "\r\n",
    "\n",
    "\r",
    "\r\n\r\n",
    "--b",
    "--b--",
    "Content-Type: ",
    "multipart/mixed; boundary=b",
    'boundary="b',
    "message/rfc822",
    "text/html",
    "charset=",
    "utf-7",
    "utf-16",
    "Content-Transfer-Encoding: ",
    "base64",
    "quoted-printable",
    "=?utf-8?Q?",
    "?=",
    "=41",
    "begin 644 a\n",
    "end\n",
    "<b>",
    "<!--",
    "-->",
    "<style>",
    "<td>",
    "4111",
    " ",
    "\t",
    ";",
    '"',
    "(",
    ")",
    "\\",
    "\0",
    "PK\x03\x04",
    "PK\x05\x06",
    "%PDF-",
    "0\x80\x06\x09*\x86H\x86\xf7\r\x01\x07\x03",
    "Content-Disposition: attachment; filename*0*=utf-8''a",
    "Subject: ",
    "\u202e",
    "AAAA",
    "YQ==",
    "+ADQ-",
    "&#52;",
    "From: ",
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
);
const anyMessage = fc
  .tuple(fc.array(piece, { maxLength: 60 }), fc.constantFrom("latin1" as const, "utf8" as const))
  .map(([pieces, encoding]) => Buffer.from(pieces.join(""), encoding));

describe("any bytes at all", () => {
  it("are read without a throw and without a fault", async () => {
    await fc.assert(
      fc.asyncProperty(anyMessage, async (raw) => {
        const { parts, findings } = await readMessage(raw);
        const readings = await Promise.all(parts.map((part) => part.read()));
        const all = [...findings, ...readings.flatMap((reading) => reading.findings)];
        assert.equal(
          all.some(({ detail }) => detail === "reader-fault"),
          false,
        );
      }),
      { numRuns: 1_500 },
    );
  });

  it("keep their body when headers are edited", () => {
    fc.assert(
      fc.property(anyMessage, (raw) => {
        const body = (bytes: Buffer) => bytes.subarray(parseHeaderBlock(bytes, 0, bytes.length, readLimits).bodyStart);
        for (const edited of [
          stripForClearSend(raw),
          stripSubjectTrigger(raw, ["4111"]),
          editHeaders(raw, { remove: ["subject"], append: [["X-A", "b"]] }),
        ]) {
          assert.deepEqual(body(edited), body(raw));
        }
      }),
      { numRuns: 1_500 },
    );
  });

  it("are fitted for sending without a throw", () => {
    fc.assert(
      fc.property(anyMessage, (raw) => {
        const fit = fitForSes(raw);
        assert.ok(fit.problem === null || fit.raw === raw);
      }),
      { numRuns: 1_500 },
    );
  });
});
