import { z } from "zod";

const common = {
  RequestType: z.enum(["Create", "Update", "Delete"]),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
};

const ruleSet = z.object({ RuleSetName: z.string().min(1) });

const firstSettings = z.object({ ...common, ResourceType: z.literal("Custom::FirstSettings") });
const activeRuleSet = z.object({
  ...common,
  ResourceType: z.literal("Custom::ActiveReceiptRuleSet"),
  ResourceProperties: ruleSet,
  OldResourceProperties: ruleSet.optional(),
});

const answerable = z.object({ ...common, ResourceType: z.string() });

/** What CloudFormation needs to be answered at all, whatever it asks. */
export type Question = Readonly<z.infer<typeof answerable>>;

/** One of the two requests we know. */
export type ResourceEvent = Readonly<z.infer<typeof firstSettings> | z.infer<typeof activeRuleSet>>;

/** Reads what is needed to answer; anything else did not come from CloudFormation. */
export const parseQuestion = (event: unknown): Question => answerable.parse(event);

/** Reads the request itself. */
export const parseResourceEvent = (event: unknown): ResourceEvent =>
  z.discriminatedUnion("ResourceType", [firstSettings, activeRuleSet]).parse(event);
