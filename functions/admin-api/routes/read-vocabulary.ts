import { z } from "zod";
import { type Registered, vocabularyAnswer } from "../../../src/contracts/admin-api/policy-vocabulary.ts";
import { findingKinds } from "../../../src/mail/findings.ts";
import { conditions } from "../../../src/policy/conditions/index.ts";
import { detectors } from "../../../src/policy/detectors/index.ts";
import { modifiers } from "../../../src/policy/modifiers/index.ts";
import { ingressProfiles } from "../../../src/policy/unanswerable.ts";
import { jsonAnswer } from "../json-answer.ts";
import { policyReaders } from "../policy-context.ts";
import { route } from "../principal.ts";

/** Every condition, modifier and detector, with the schema of its settings. */
export const readVocabulary = route({
  method: "GET",
  path: "/api/policy-vocabulary",
  roles: policyReaders,
  answer: vocabularyAnswer,
  handle: async ({ context }) => {
    const told: readonly string[] = ingressProfiles[context.ingress];
    return jsonAnswer(vocabularyAnswer, {
      conditions: conditions.map((condition) => ({
        ...describe(condition),
        ...(condition.needs.some((fact) => !told.includes(fact)) && {
          unanswerable: `can never be answered for mail taken in by ${context.ingress}`,
        }),
      })),
      modifiers: modifiers.map(describe),
      detectors: detectors.map(({ type, label, rule, limits }) => ({ type, label, rule, limits })),
      findings: Object.entries(findingKinds).map(([kind, { label }]) => ({ kind, label })),
    });
  },
});

function describe({ type, label, settings }: { type: string; label: string; settings: z.ZodType }): Registered {
  const { $schema: _, ...schema } = z.toJSONSchema(settings, { io: "input", unrepresentable: "any" });
  return { type, label, settings: schema };
}
