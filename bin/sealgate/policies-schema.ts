import { z } from "zod";
import { conditionLeaf, modifierNode, policySet } from "../../src/contracts/policies.ts";
import { conditions } from "../../src/policy/conditions/index.ts";
import { modifiers } from "../../src/policy/modifiers/index.ts";

type Json = { [key: string]: unknown };
type Registered = { readonly type: string; readonly label: string; readonly settings: z.ZodType };

/** The JSON Schema of policies files, with the settings of every registered condition and modifier. */
export function policiesSchema(): Json {
  const schema = z.toJSONSchema(policySet, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const registry = zodSchema === conditionLeaf ? conditions : zodSchema === modifierNode ? modifiers : null;
      if (registry === null) return;
      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
      Object.assign(jsonSchema, { oneOf: registry.map(registered) });
    },
  });
  const named = JSON.parse(JSON.stringify(schema).replaceAll("__schema0", "condition")) as Json;
  return { $schema: named.$schema, title: "Sealgate policies", ...named };
}

function registered({ type, label, settings }: Registered): Json {
  const { $schema: _, ...own } = z.toJSONSchema(settings, { io: "input", unrepresentable: "any" }) as Json;
  const needed = Array.isArray(own.required) && own.required.length > 0;
  return {
    type: "object",
    title: label,
    properties: { type: { const: type }, settings: own },
    required: needed ? ["type", "settings"] : ["type"],
    additionalProperties: false,
  };
}
