import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { damaged, file, resultOf, withArchive, withFiles } from "./a-condition.ts";

describe("“attachment is a”", () => {
  it("knows a kind by name, declared type or content", async () => {
    const kinds = ["spreadsheet"];
    for (const name of ["a.xlsx", "a.XLS", "a.ods", "a.csv", "a.xlsm", "a.xls. ", "a.csv::$DATA"])
      assert.equal(await resultOf("attachment-type", { kinds }, withFiles(file(name))), true, name);
    assert.equal(await resultOf("attachment-type", { kinds }, withFiles(file("a.bin", "text/csv"))), true);
    assert.equal(await resultOf("attachment-type", { kinds }, withFiles(file("a.txt", "text/plain"))), false);
    const program = withFiles(file("a.txt", "text/plain", "MZ\x90\0\x03\0\0\0\x04\0\0\0"));
    assert.equal(await resultOf("attachment-type", { kinds: ["program"] }, program), true);
  });

  it("knows media types, declared or true, one or all of a sort", async () => {
    const asking = withFiles(file("a.dat", "application/x-thing", "%PDF-1.7"));
    assert.equal(await resultOf("attachment-type", { types: ["application/pdf"] }, asking), true);
    assert.equal(await resultOf("attachment-type", { types: ["application/x-thing"] }, asking), true);
    assert.equal(await resultOf("attachment-type", { types: ["application/*"] }, asking), true);
    assert.equal(
      await resultOf(
        "attachment-type",
        { types: ["image/*", "application/zip"] },
        withFiles(file("a.txt", "text/plain")),
      ),
      false,
    );
    await assert.rejects(resultOf("attachment-type", {}), /give kinds, types or both/);
    await assert.rejects(resultOf("attachment-type", { types: ["pdf"] }), /must be a media type/);
  });

  it("looks inside archives too, or there only, and is unknown where one could not be opened", async () => {
    const kinds = ["program"];
    assert.equal(await resultOf("attachment-type", { kinds }, withArchive("a.exe")), true);
    assert.equal(await resultOf("attachment-type", { kinds, packed: "only" }, withArchive("a.exe")), true);
    assert.equal(await resultOf("attachment-type", { kinds, packed: "not" }, withArchive("a.exe")), false);
    assert.equal(await resultOf("attachment-type", { kinds }, { raw: damaged }), "unknown");
  });
});
