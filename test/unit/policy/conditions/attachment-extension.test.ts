import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Asking, damaged, file, resultOf, withArchive, withFiles } from "./a-condition.ts";

describe("“attachment’s extension is”", () => {
  it("knows extensions, inside archives too, or there only", async () => {
    const extensions = ["exe"];
    const asked = (asking: Asking, packed = "also") => resultOf("attachment-extension", { extensions, packed }, asking);
    assert.equal(await asked(withFiles(file("a.EXE"))), true);
    assert.equal(await asked(withFiles(file("a.exe.txt"))), false);
    assert.equal(await asked(withArchive("b/a.exe")), true);
    assert.equal(await asked(withArchive("b/a.exe"), "only"), true);
    assert.equal(await asked(withArchive("b/a.exe"), "not"), false);
    assert.equal(await asked(withFiles(file("a.exe")), "only"), false);
    assert.equal(await asked({ raw: damaged }), "unknown");
  });
});
