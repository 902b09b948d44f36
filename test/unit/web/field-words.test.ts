import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { z } from "zod";
import { conditions } from "../../../src/policy/conditions/index.ts";
import { modifiers } from "../../../src/policy/modifiers/index.ts";
import { fieldWords } from "../../../web/admin/src/policies/field-words.ts";

type Schema = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
};

const schemaOf = (settings: z.ZodType) => z.toJSONSchema(settings, { io: "input", unrepresentable: "any" }) as Schema;

/** Every setting below a schema, those of nested objects too; hours have a form of their own. */
function* settingsIn({ properties = {} }: Schema): Generator<readonly [string, Schema]> {
  for (const [name, schema] of Object.entries(properties)) {
    yield [name, schema];
    if (schema.type === "object") yield* settingsIn(schema);
  }
}

describe("the forms that the console draws from schemas", () => {
  for (const { type, settings } of [...conditions, ...modifiers]) {
    it(`have words and a control for every setting of ${type}`, () => {
      for (const [name, { type: kind, items }] of settingsIn(schemaOf(settings))) {
        assert.ok(fieldWords[name] !== undefined, `${name} has no words in field-words.ts`);
        assert.ok(
          ["boolean", "string", "integer", "number", "array", "object"].includes(kind ?? ""),
          `${name}: ${kind}`,
        );
        if (kind === "array" && name !== "hours") assert.equal(items?.type, "string", name);
      }
    });
  }
});
