import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { IntlMessageFormat } from "intl-messageformat";
import { languages } from "../../../src/contracts/policies.ts";

const folder = new URL("../../../web/catalogs/", import.meta.url);
const textsOf = (language: string, name: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`${language}/${name}.json`, folder), "utf8"));

describe("the languages", () => {
  it("are seven", () => {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(folders.map(({ name }) => name).sort(), [...languages].sort());
  });

  for (const name of ["mails", "sender"])
    for (const language of languages)
      it(`have every text of "${name}" with the same values, ${language}`, () => {
        const [english, texts] = [textsOf("en", name), textsOf(language, name)];
        assert.deepEqual(Object.keys(texts).sort(), Object.keys(english).sort());
        for (const [key, text] of Object.entries(texts)) {
          const known = valuesOf(english[key] ?? "", "en");
          assert.deepEqual(
            valuesOf(text, language).filter((value) => !known.includes(value)),
            [],
            key,
          );
          // A count may go unsaid where a language has no plural for it; a name may not.
          const names = known.filter((value) => value !== "count");
          assert.deepEqual(
            names.filter((value) => !valuesOf(text, language).includes(value)),
            [],
            key,
          );
        }
      });
});

type Node = { readonly value?: unknown; readonly type: number; readonly options?: Record<string, { value: Node[] }> };

/** Names of the values in a text, those inside plurals included. */
function valuesOf(text: string, language: string): string[] {
  const names = new Set<string>();
  const walk = (nodes: readonly Node[]): void => {
    for (const { type, value, options = {} } of nodes) {
      // 0 is literal text, 7 the number sign in a plural.
      if (type !== 0 && type !== 7) names.add(String(value));
      for (const option of Object.values(options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst() as unknown as Node[]);
  return [...names].sort();
}
