import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parsePolicies } from "../../../../src/policy/parse-policies.ts";
import { hashOfValue } from "../../../../src/policy/questions/detector-values.ts";
import { aPart } from "../../mail/a-mail.ts";
import { judge, policiesWith } from "../judging.ts";
import { damaged, resultOf } from "./a-condition.ts";

const plain = (body: string) => aPart({ "Content-Type": "text/plain" }, body);
const policies = (settings: Record<string, unknown>) =>
  policiesWith({ conditions: { type: "detector", settings: { detector: "payment-card", ...settings } } });
const dispositionOf = async (body: string, settings: Record<string, unknown>) =>
  (await judge(plain(body), policies(settings))).verdicts[0]?.disposition;

const house = "4111 1111 1111 1111";
const other = "5555 5555 5555 4444";

describe("the detector condition", () => {
  it("counts different values, or all of them", async () => {
    assert.equal(await dispositionOf(`${house} and ${house}`, { minimum: 2 }), "send");
    assert.equal(await dispositionOf(`${house} and ${house}`, { minimum: 2, unique: false }), "encrypt");
    assert.equal(await dispositionOf(`${house} and ${other}`, { minimum: 2 }), "encrypt");
  });

  it("leaves out values by pattern", async () => {
    const exclude = { patterns: ["^4111"] };
    assert.equal(await dispositionOf(house, { exclude }), "send");
    assert.equal(await dispositionOf(`${house} ${other}`, { exclude }), "encrypt");
    assert.equal(await dispositionOf(`${house} ${other}`, { exclude, minimum: 2 }), "send");
  });

  it("leaves out values by their hash, however they are written", async () => {
    const exclude = { hashes: [hashOfValue("4111111111111111")] };
    assert.equal(await dispositionOf("4111-1111-1111-1111", { exclude }), "send");
    assert.equal(await dispositionOf("4111-1111-1111-1111 and 5555-5555-5555-4444", { exclude }), "encrypt");
  });

  it("counts one value in two views of a text once, with exceptions too", async () => {
    const html = aPart({ "Content-Type": "text/html" }, `<p>${other}</p>`);
    const set = policies({ exclude: { patterns: ["^4111"] }, minimum: 2, unique: false });
    assert.equal((await judge(html, set)).verdicts[0]?.disposition, "send");
  });

  it("keeps the confidence that is asked for, with exceptions too", async () => {
    const exclude = { patterns: ["^9"] };
    assert.equal(await dispositionOf(house, { exclude, confidence: "high" }), "send");
    assert.equal(await dispositionOf(`card ${house}`, { exclude, confidence: "high" }), "encrypt");
  });

  it("is not made uncertain by many numbers of low confidence", async () => {
    const numbers = Array.from({ length: 400 }, (_, index) => `item 4000 ${536_900_000 + index * 7}`).join(", ");
    const set = policiesWith({ conditions: { type: "detector", settings: { detector: "us-ssn" } } });
    assert.equal((await judge(plain(numbers), set)).verdicts[0]?.disposition, "send");
  });

  it("looks in the chosen places only, and is unknown where something could not be read", async () => {
    assert.equal(await resultOf("detector", { detector: "payment-card" }), true);
    assert.equal(await resultOf("detector", { detector: "payment-card", scopes: ["subject"] }), false);
    assert.equal(await resultOf("detector", { detector: "us-ssn" }, { raw: damaged }), "unknown");
  });

  const refused: [string, unknown][] = [
    ["a pattern that looks back", { patterns: ["(?<=a)b"] }],
    ["a pattern that is none", { patterns: ["("] }],
    ["a hash that is none", { hashes: ["4111111111111111"] }],
    ["an unknown key", { values: ["1"] }],
  ];
  for (const [name, exclude] of refused) {
    it(`refuses ${name}`, () => {
      const conditions = { type: "detector", settings: { detector: "payment-card", exclude } };
      const policy = { id: "p", name: "P", disposition: "encrypt", conditions };
      const parsed = parsePolicies({ version: 1, companyDomains: ["company.example"], policies: [policy] });
      assert.equal(parsed.ok, false);
    });
  }
});
