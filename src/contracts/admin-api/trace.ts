import { z } from "zod";

const truth = z.union([z.boolean(), z.literal("unknown")]);

/** Proof of a match, masked, and where it was found. */
export const traceEvidence = z.object({
  redacted: z.string(),
  where: z.object({
    scope: z.string(),
    part: z.string(),
    view: z.string(),
    line: z.number().optional(),
    cell: z.string().optional(),
  }),
});
export type TraceEvidence = z.output<typeof traceEvidence>;

/** One condition as it was judged. */
export type TraceLeaf = {
  readonly type: string;
  readonly sentence: string;
  readonly result: boolean | "unknown";
  readonly compared?: string;
  readonly evidence?: readonly TraceEvidence[];
};

/** A group of conditions as it was judged. */
export type TraceGroup = {
  readonly group: "all" | "any" | "none";
  readonly result: boolean | "unknown";
  readonly of: readonly TraceNode[];
};
export type TraceNode = TraceLeaf | TraceGroup;

/** A condition or a group of them. */
export const traceNode: z.ZodType<TraceNode> = z.lazy(() =>
  z.union([
    z.object({ group: z.enum(["all", "any", "none"]), result: truth, of: z.array(traceNode) }),
    z.object({
      type: z.string(),
      sentence: z.string(),
      result: truth,
      compared: z.string().optional(),
      evidence: z.array(traceEvidence).optional(),
    }),
  ]),
);

/** How one policy was judged. */
export const policyTrace = z.object({
  policyId: z.string(),
  name: z.string(),
  result: truth,
  auditOnly: z.boolean(),
  inactive: z.enum(["disabled", "not-in-force"]).optional(),
  conditions: traceNode.optional(),
  exceptions: traceNode.optional(),
});
export type PolicyTrace = z.output<typeof policyTrace>;

/** The reasoning for one recipient or several alike, up to the policy that decided. */
export const trace = z.object({ policies: z.array(policyTrace) });
export type Trace = z.output<typeof trace>;
