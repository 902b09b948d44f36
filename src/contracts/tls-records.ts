import { z } from "zod";
import { tlsOptions } from "./tls-policies.ts";

const policy = {
  /** The policy that decided, and in which version of the TLS policies; 0: none was published. */
  policyId: z.string(),
  policyVersion: z.number().int(),
  option: z.enum(tlsOptions),
  /** Why this policy decided. */
  why: z.string(),
  /** What came of it, in one sentence. */
  sentence: z.string(),
};

/** How a message reached the gateway for one recipient, by what was seen of the connection. */
export const receiptRecord = z.object({
  ...policy,
  tls: z.enum(["yes", "no", "unknown"]),
  /** The version it was, or the lowest it can have been. */
  version: z.string().optional(),
  exact: z.boolean().optional(),
  /** What proves it: a rule that takes mail over TLS only, or a witness in the session. */
  proof: z.enum(["rule", "session", "none"]),
  accepted: z.boolean(),
});
export type ReceiptRecord = z.output<typeof receiptRecord>;

/** How a message is to leave for one recipient. */
export const deliveryRecord = z.object({
  ...policy,
  route: z.enum(["ses", "smtp"]),
  tls: z.enum(["require", "optional"]),
  minimumTls: z.string().nullable(),
  certificate: z.enum(["any", "trusted"]),
  fallback: z.enum(["return", "mpc", "hold"]).nullable(),
});
export type DeliveryRecord = z.output<typeof deliveryRecord>;

/** What was seen of the connection by which a message left; SES tells nothing but the hop. */
export const wireRecord = z.object({
  hop: z.string().optional(),
  version: z.string().optional(),
  cipher: z.string().optional(),
  certificate: z.enum(["trusted", "untrusted"]).optional(),
});
export type WireRecord = z.output<typeof wireRecord>;
