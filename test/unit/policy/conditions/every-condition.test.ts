import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { conditions } from "../../../../src/policy/conditions/index.ts";

const tests = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".test.ts"))
  .map((name) => readFileSync(`${import.meta.dirname}/${name}`, "utf8"))
  .join("\n");

describe("every condition", () => {
  for (const { type, label, settings } of conditions) {
    it(`${type} is tested, has a label, and refuses settings it does not know`, () => {
      assert.ok(tests.includes(`("${type}"`), `no test asks the condition ${type}`);
      assert.notEqual(label, "");
      const parsed = settings.safeParse({ "not-a-setting": 1 });
      assert.equal(parsed.success, false);
      assert.ok(parsed.error?.issues.some(({ code }) => code === "unrecognized_keys"));
    });
  }
});
