import { z } from "zod";

/** A condition or modifier, with the JSON Schema of its settings, from which the console draws a form. */
export const registered = z.strictObject({
  type: z.string(),
  label: z.string(),
  settings: z.record(z.string(), z.unknown()),
  /** Why it cannot be used here: the ingress can never answer it. */
  unanswerable: z.string().optional(),
});
export type Registered = z.output<typeof registered>;

/** Everything that policies can be made of. */
export const vocabularyAnswer = z.strictObject({
  conditions: z.array(registered).readonly(),
  modifiers: z.array(registered).readonly(),
  detectors: z
    .array(z.strictObject({ type: z.string(), label: z.string(), rule: z.string(), limits: z.string() }))
    .readonly(),
  findings: z.array(z.strictObject({ kind: z.string(), label: z.string() })).readonly(),
});
export type VocabularyAnswer = z.output<typeof vocabularyAnswer>;
