import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { conditions } from "../../../src/policy/conditions/index.ts";
import { detectors } from "../../../src/policy/detectors/index.ts";
import { modifiers } from "../../../src/policy/modifiers/index.ts";
import { policyTables } from "../../../src/policy/policy-tables.ts";
import { questionKinds } from "../../../src/policy/questions/index.ts";

const root = new URL("../../../", import.meta.url);

/** Types that the files of a folder declare. */
function declared(folder: string, call: string): string[] {
  const files = readdirSync(new URL(`src/policy/${folder}/`, root)).filter((name) => name.endsWith(".ts"));
  return files
    .map((name) => readFileSync(new URL(`src/policy/${folder}/${name}`, root), "utf8"))
    .filter((source) => new RegExp(`= ${call}\\(\\{`).test(source))
    .map((source) => /\b(?:type|kind): "([a-z-]+)"/.exec(source)?.[1] ?? "")
    .sort();
}

describe("registries", () => {
  const lists: [string, string, string[]][] = [
    ["conditions", "defineCondition", conditions.map(({ type }) => type)],
    ["detectors", "define(?:Detector|Number|Code)", detectors.map(({ type }) => type)],
    ["modifiers", "defineModifier", modifiers.map(({ type }) => type)],
    ["questions", "defineQuestion", questionKinds.map(({ kind }) => kind)],
  ];
  for (const [folder, call, listed] of lists) {
    it(`list every one of the ${folder} exactly once`, () => {
      assert.ok(listed.length > 0);
      assert.deepEqual([...listed].sort(), declared(folder, call));
    });
  }

  it("are what docs/policies.md shows", () => {
    const document = readFileSync(new URL("docs/policies.md", root), "utf8");
    for (const [name, table] of Object.entries(policyTables())) {
      assert.ok(document.includes(table), `docs/policies.md: replace the table of ${name} by:\n${table}`);
    }
  });
});
