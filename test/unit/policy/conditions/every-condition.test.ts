import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { conditions } from "../../../../src/policy/conditions/index.ts";

describe("every condition", () => {
  for (const { type, label, settings } of conditions) {
    it(`${type} has a test of its own, a label, and refuses settings it does not know`, () => {
      assert.match(readFileSync(`${import.meta.dirname}/${type}.test.ts`, "utf8"), new RegExp(`\\("${type}"`));
      assert.notEqual(label, "");
      const parsed = settings.safeParse({ "not-a-setting": 1 });
      assert.equal(parsed.success, false);
      assert.ok(parsed.error?.issues.some(({ code }) => code === "unrecognized_keys"));
    });
  }
});
