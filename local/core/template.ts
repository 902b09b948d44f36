import { z } from "zod";
import { SealgateError } from "../../src/errors.ts";

/** What stops the start: the template holds something that this cloud would not do as AWS does. */
export class TemplateError extends SealgateError {
  constructor(message: string) {
    super("template-not-understood", 500, message);
  }
}

const resource = z.strictObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
  Condition: z.string().optional(),
  Metadata: z.unknown().optional(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
const parameter = z.looseObject({
  Type: z.string(),
  Default: z.union([z.string(), z.number()]).transform(String).optional(),
});
const template = z.strictObject({
  AWSTemplateFormatVersion: z.string().optional(),
  Description: z.string().optional(),
  Metadata: z.unknown().optional(),
  Parameters: z.record(z.string(), parameter).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resource),
  Outputs: z.record(z.string(), z.unknown()).default({}),
  /** Only the check of the bootstrap version, which has no meaning here. */
  Rules: z.unknown().optional(),
});

/** A synthesized CloudFormation template. */
export type Template = z.output<typeof template>;
/** A template as it is written down. */
export type TemplateInput = z.input<typeof template>;

/** Reads a template; an unknown section or resource attribute throws. */
export function parseTemplate(input: unknown): Template {
  const parsed = template.safeParse(input);
  if (!parsed.success) throw new TemplateError(`the template is not understood: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
