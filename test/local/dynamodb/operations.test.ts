import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { operations } from "../../../local/dynamodb/operations/index.ts";

describe("the list of operations", () => {
  const folder = new URL(".", import.meta.url);
  const tests = readdirSync(folder)
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => readFileSync(new URL(name, folder), "utf8"));

  it("has a conformance test for each", () => {
    assert.equal(operations.size, 11);
    const untested = [...operations.keys()].filter(
      (name) => !tests.some((text) => text.includes(`new ${name}Command(`)),
    );
    assert.deepEqual(untested, []);
  });
});
