import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { aFolder, sealgate, somePolicies } from "./the-command.ts";

const published = join(import.meta.dirname, "..", "..", "docs", "policies.schema.json");

describe("sealgate policies check", () => {
  it("accepts valid policies", async () => {
    using folder = aFolder();
    const run = await sealgate(["policies", "check", folder.write("policies.json", somePolicies())]);
    assert.equal(run.code, 0, run.err);
    assert.match(run.out, /policies\.json: valid, 1 policy/);
  });

  it("names line, column and path of every problem", async () => {
    using folder = aFolder();
    const file = folder.write(
      "policies.json",
      [
        "{",
        '  "version": 1,',
        '  "companyDomains": ["company.example"],',
        '  "policies": [',
        '    { "id": "a", "name": "A", "disposition": "send", "extra": 1,',
        '      "conditions": { "type": "recipient-domain", "settings": { "domains": ["Bad Domain"] } } }',
        "  ]",
        "}",
      ].join("\n"),
    );
    const unknownKey = await sealgate(["policies", "check", file]);
    assert.equal(unknownKey.code, 2);
    assert.match(unknownKey.err, new RegExp(`${file}:5:54: policies\\[0\\]: .*extra`));
    folder.write("policies.json", readFileSync(file, "utf8").replace(', "extra": 1', ""));
    const badSetting = await sealgate(["policies", "check", file]);
    assert.equal(badSetting.code, 2);
    assert.match(
      badSetting.err,
      new RegExp(`${file}:6:77: policies\\[0\\]\\.conditions\\.settings\\.domains\\[0\\]: `),
    );
  });

  it("names the place where JSON breaks off, and a key that is given twice", async () => {
    using folder = aFolder();
    const broken = await sealgate(["policies", "check", folder.write("broken.json", '{\n  "version": 1,\n}')]);
    assert.equal(broken.code, 2);
    assert.match(broken.err, /broken\.json:3:1: this is not JSON/);
    const twice = somePolicies().replace('"version": 1', '"version": 1, "version": 1');
    const repeated = await sealgate(["policies", "check", folder.write("twice.json", twice)]);
    assert.equal(repeated.code, 2);
    assert.match(repeated.err, /twice\.json:2:17: version: this key is given twice/);
  });
});

describe("sealgate policies explain", () => {
  it("says in plain words what policies do", async () => {
    using folder = aFolder();
    const run = await sealgate(["policies", "explain", folder.write("policies.json", somePolicies())]);
    assert.equal(run.code, 0, run.err);
    assert.match(run.out, /1\. Cards \(cards\)\n {3}When .*external.*: it is encrypted\./);
    assert.match(run.out, /Otherwise the message is sent unencrypted\./);
  });
});

describe("sealgate policies schema", () => {
  it("prints the schema that docs/policies.schema.json publishes", async () => {
    const run = await sealgate(["policies", "schema"]);
    assert.equal(run.code, 0);
    assert.equal(
      run.out,
      readFileSync(published, "utf8"),
      "write it anew: npx sealgate policies schema > docs/policies.schema.json",
    );
  });

  it("knows the settings of every condition", async () => {
    const schema = JSON.parse((await sealgate(["policies", "schema"])).out);
    const leaves = schema.$defs.condition.anyOf.flatMap((one: { oneOf?: unknown[] }) => one.oneOf ?? []);
    const types = leaves.map((leaf: { properties: { type: { const: string } } }) => leaf.properties.type.const);
    assert.ok(types.includes("recipient-domain") && types.includes("detector"));
  });
});
