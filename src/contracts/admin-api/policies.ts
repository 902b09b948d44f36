import { z } from "zod";
import { disposition } from "../policies.ts";

/** One policy as a row of the list, in the order of judging. */
export const policyRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  narrative: z.string(),
  /** The whole policy in plain words. */
  sentence: z.string(),
  disposition,
  status: z.enum(["active", "disabled", "future", "expired"]),
  auditOnly: z.boolean(),
});
export type PolicyRow = z.output<typeof policyRow>;

/** The policies in force; nothing is in force until installation has written the first version. */
export const policiesAnswer = z.strictObject({
  version: z.number().int(),
  publishedAt: z.string(),
  publishedBy: z.string(),
  note: z.string(),
  companyDomains: z.array(z.string()).readonly(),
  policies: z.array(policyRow).readonly(),
  /** The fixed last row. */
  otherwise: disposition,
});
export type PoliciesAnswer = z.output<typeof policiesAnswer>;
