import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cruise, type IReporterOutput } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { forbidden, options } from "./layers.ts";

type Cruised = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly { rule: { name: string }; from: string; to: string }[] };
};

const folders = ["bin", "lib", "functions", "src", "web", "local", "test"];

async function cruiseAll(): Promise<Cruised> {
  const withRules = { ...options, ruleSet: { forbidden: [...forbidden] }, validate: true };
  const report: IReporterOutput = await cruise(folders, withRules, undefined, {
    tsConfig: extractTSConfig("tsconfig.json"),
  });
  return report.output as unknown as Cruised;
}

describe("layers", () => {
  it("are kept by every module, and the modules were really read", async () => {
    const { modules, summary } = await cruiseAll();
    const own = modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)));
    assert.ok(own.length > 300, `only ${own.length} modules were read`);
    for (const folder of folders) {
      assert.ok(
        own.some(({ source }) => source.startsWith(`${folder}/`)),
        `nothing was read in ${folder}/`,
      );
    }
    const broken = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
    assert.deepEqual(broken, []);
  });
});
