import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { printableRuns } from "../../../src/mail/printable-runs.ts";
import { ROW } from "../../../src/mail/text-views.ts";

describe("printable runs of unknown bytes", () => {
  it("are kept apart, short ones left out, wide characters read", () => {
    const bytes = Buffer.concat([
      Buffer.from([0x80, 0x01]),
      Buffer.from("first run"),
      Buffer.from([0xff, 0x41, 0x42, 0x90]),
      Buffer.from("second", "utf16le"),
      Buffer.from([0xfe]),
    ]);
    assert.deepEqual(printableRuns(bytes).split(ROW), ["first run", "second"]);
  });

  it("are nothing in bytes without text", () => {
    assert.equal(printableRuns(Buffer.from([0x80, 0x81, 0x00])), "");
  });
});
