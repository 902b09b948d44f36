import { z } from "zod";
import { deliveredKinds, tlsPolicySet } from "../tls-policies.ts";

const problem = z.strictObject({ path: z.string(), message: z.string() });
const refusal = z.strictObject({
  policyId: z.string().nullable(),
  sentence: z.string(),
  /** What one click could do about it. */
  offer: z.literal("require-for-all").nullable(),
});
const enforcement = z.strictObject({ policyId: z.string().nullable(), where: z.string(), sentence: z.string() });
const overlap = z.strictObject({ winner: z.string(), loser: z.string(), sentence: z.string() });

/** What speaks against TLS policies and what would become of them. */
export const tlsReview = z.strictObject({
  problems: z.array(problem).readonly(),
  refusals: z.array(refusal).readonly(),
  enforcements: z.array(enforcement).readonly(),
  overlaps: z.array(overlap).readonly(),
});
export type TlsReview = z.output<typeof tlsReview>;

/** One policy of the list, in the order in which mail meets them. */
export const tlsRow = z.strictObject({
  id: z.string(),
  light: z.enum(["disabled", "future", "expired", "override", "active"]),
  sentence: z.string(),
  /** What gives it its place. */
  because: z.string(),
  /** Where it is enforced, in words; none where nothing is enforced. */
  enforced: z.array(z.string()).readonly(),
});
export type TlsRow = z.output<typeof tlsRow>;

/** The newest TLS policies and how far they are in force. */
export const tlsPoliciesAnswer = z.strictObject({
  /** 0: none were published. */
  version: z.number().int(),
  publishedAt: z.string().optional(),
  publishedBy: z.string().optional(),
  note: z.string().optional(),
  /** The version by which mail is judged, and since when; null: none yet. */
  inForce: z.strictObject({ version: z.number().int(), since: z.string() }).nullable(),
  policies: tlsPolicySet,
  receipt: z.array(tlsRow).readonly(),
  delivery: z.array(tlsRow).readonly(),
  ...tlsReview.shape,
  /** When the ingress was looked at last, and how it differed then from what policies need. */
  observedAt: z.string().nullable(),
  drift: z.array(z.string()).readonly(),
  ingress: z.enum(["receipt-rules", "mail-manager"]),
  /** Required by the installation itself. */
  alwaysRequired: z.boolean(),
  smtpRoute: z.boolean(),
  timeZone: z.string(),
  groups: z.array(z.strictObject({ id: z.string(), name: z.string() })).readonly(),
});
export type TlsPoliciesAnswer = z.output<typeof tlsPoliciesAnswer>;

/** TLS policies as a program or the console gives them; their shape is checked with all problems named. */
export const tlsReviewRequest = z.strictObject({ policies: z.unknown() });

/** Publishes; `basedOn` is the version that was changed. */
export const publishTlsRequest = z.strictObject({
  policies: z.unknown(),
  basedOn: z.number().int().min(0),
  note: z.string().trim().max(500).default(""),
});

/** What was published, or what spoke against it. */
export const publishedTlsAnswer = z.strictObject({ version: z.number().int(), publishedAt: z.string() });

const address = z.string().trim().min(3).max(320);

/** "Which policy applies to…". */
export const explainTlsRequest = z.strictObject({
  list: z.enum(["receipt", "delivery"]),
  /** Return address; empty is the null sender. */
  from: z.string().trim().max(320),
  headerFrom: address.optional(),
  to: address,
  ip: z.union([z.ipv4(), z.ipv6()]).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  kind: z.enum(["messages", ...deliveredKinds]).default("messages"),
});

/** The policy that decides, and why no other does. */
export const explainTlsAnswer = z.strictObject({
  policyId: z.string(),
  narrative: z.string(),
  /** What becomes of such mail. */
  sentence: z.string(),
  candidates: z.array(z.strictObject({ id: z.string(), outcome: z.string(), sentence: z.string() })).readonly(),
});
export type ExplainTlsAnswer = z.output<typeof explainTlsAnswer>;

/** One partner domain of the readiness report. */
export const readinessRow = z.strictObject({
  domain: z.string(),
  messages: z.number().int(),
  /** Delivered where TLS was required, or over TLS that was seen. */
  overTls: z.number().int(),
  /** Delivered, nobody knows how. */
  unknown: z.number().int(),
  /** Not delivered for want of TLS, or delivered without it as was seen. */
  failed: z.number().int(),
  /** The policy that enforces TLS there already. */
  enforcedBy: z.string().nullable(),
  verdict: z.enum(["enforced", "safe", "would-fail", "not-known"]),
  sentence: z.string(),
});
export type ReadinessRow = z.output<typeof readinessRow>;

/** How far the report looks back. */
export const readinessRequest = z.strictObject({ days: z.coerce.number().int().min(1).max(90).default(30) });

/** Which partner domains could be enforced. */
export const readinessAnswer = z.strictObject({
  days: z.number().int(),
  /** The oldest message that was looked at. */
  since: z.string().nullable(),
  messages: z.number().int(),
  /** Whether these are all of the days; else they are the newest. */
  all: z.boolean(),
  domains: z.array(readinessRow).readonly(),
});
export type ReadinessAnswer = z.output<typeof readinessAnswer>;

/** A test mail to one address. */
export const testMailRequest = z.strictObject({ to: z.email("must be a mail address").max(320) });

/** Under which id it is asked for. */
export const testMailAnswer = z.strictObject({ test: z.string() });

/** How far it came. */
export const testMailProgress = z.strictObject({
  state: z.enum(["under-way", "arrived", "failed"]),
  /** The message to look at, once it has arrived. */
  messageId: z.string().optional(),
  /** Why it did not come in. */
  words: z.string().optional(),
});
export type TestMailProgress = z.output<typeof testMailProgress>;
