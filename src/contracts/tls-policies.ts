import { z } from "zod";
import { domainName, stableId } from "./policies.ts";

/** How strict a TLS policy is; `default` behaves as `opportunistic`. */
export const tlsOptions = ["default", "enforced", "opportunistic"] as const;

/** Which addresses of a message stand for its sender. */
export const addressBases = ["return-address", "header-from", "both"] as const;

/** TLS versions that a policy can demand as the lowest. */
export const minimumTlsVersions = ["1.2", "1.3"] as const;
export type MinimumTls = (typeof minimumTlsVersions)[number];

/** The A-label form of a domain; null when it is none. */
function asciiDomain(text: string): string | null {
  const bare = text.trim().replace(/\.$/, "");
  if (bare === "" || /[\s/\\@:?#%[\]<>|^]/.test(bare)) return null;
  try {
    const { hostname } = new URL(`http://${bare}`);
    return /\.\d+$|^\d+$/.test(hostname) ? null : hostname;
  } catch {
    return null;
  }
}

/** A domain name as people write it, turned into lower-case A-labels. */
const anyDomain = z
  .string()
  .max(253)
  .transform((text, context) => {
    const ascii = asciiDomain(text);
    if (ascii !== null && domainName.safeParse(ascii).success) return ascii;
    context.addIssue({ code: "custom", message: "must be a domain name such as partner.example" });
    return z.NEVER;
  });

const localPart = /^(?:[^\s"(),:;<>@[\\\]\p{Cc}]+|"(?:[^"\\\p{Cc}]|\\[^\p{Cc}])*")$/u;

/** A mail address: the local part as it is, the domain in A-labels. */
const anyAddress = z
  .string()
  .max(320)
  .transform((text, context) => {
    const at = text.trim().lastIndexOf("@");
    const local = text.trim().slice(0, Math.max(at, 0));
    const domain = anyDomain.safeParse(text.trim().slice(at + 1));
    const wellFormed = /^[\x20-\x7e]{1,64}$/.test(local) && localPart.test(local) && !/^\.|\.$|\.\./.test(local);
    if (wellFormed && domain.success) return `${local}@${domain.data}`;
    const message = /[^\x20-\x7e]/.test(local)
      ? "must have an ASCII name before the @: SES carries no other"
      : "must be an address such as bob@partner.example";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });

/** Whom one side of a policy names. */
export const selector = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("everyone") }),
  z.strictObject({ kind: z.literal("internal") }),
  z.strictObject({ kind: z.literal("external") }),
  z.strictObject({ kind: z.literal("domain"), domain: anyDomain, subdomains: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal("group"), group: stableId }),
  z.strictObject({
    kind: z.literal("attribute"),
    name: z.string().trim().min(1).max(64),
    value: z.string().trim().min(1).max(1_000),
  }),
  z.strictObject({ kind: z.literal("individual"), address: anyAddress }),
]);
export type Selector = z.output<typeof selector>;

/** A day, or a minute of a day, in the company's time zone. */
const limit = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(?:T(?:[01]\d|2[0-3]):[0-5]\d)?$/, "must be a date such as 2026-03-31 or 2026-03-31T17:00")
  .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, "must be a date that exists");

const side = z.array(selector).min(1, "name at least one: everyone, a domain, a group, an address…").max(500);
const sourceRange = z
  .string()
  .trim()
  .refine(
    (text) => z.cidrv4().safeParse(text).success || z.cidrv6().safeParse(text).success,
    "must be a network such as 203.0.113.0/24 or 2001:db8::/32",
  );

const frame = {
  id: stableId.refine((id) => id !== "built-in", "is kept for the policy that applies when no other does"),
  narrative: z.string().trim().min(1, "say what the policy is for").max(4_000),
  option: z.enum(tlsOptions).default("default"),
  minimumTls: z.enum(minimumTlsVersions).default("1.2"),
  basis: z.enum(addressBases).default("return-address"),
  appliesFrom: side,
  appliesTo: side,
  enabled: z.boolean().default(true),
  /** Without it, or without limits, the policy is always on. */
  validity: z.strictObject({ from: limit.optional(), to: limit.optional() }).optional(),
  override: z.boolean().default(false),
  bidirectional: z.boolean().default(false),
  /** Networks the message must come from; none: from anywhere. */
  sourceRanges: z.array(sourceRange).max(100).default([]),
  createdAt: z.iso.datetime(),
};

/** How mail must reach the gateway. */
export const receiptPolicy = z.strictObject(frame);
export type ReceiptPolicy = z.output<typeof receiptPolicy>;

/** What else than ordinary messages a Secure Delivery policy is asked for. */
export const deliveredKinds = ["replies", "notices"] as const;

/** How mail must leave the gateway. */
export const deliveryPolicy = z.strictObject({
  ...frame,
  certificate: z.enum(["any", "trusted"]).default("any"),
  route: z.enum(["ses", "smtp"]).default("ses"),
  /** What happens to the message when the TLS that is enforced cannot be had. */
  whenUnavailable: z.enum(["return", "mpc", "hold"]).default("mpc"),
  alsoFor: z.array(z.enum(deliveredKinds)).max(deliveredKinds.length).default([]),
});
export type DeliveryPolicy = z.output<typeof deliveryPolicy>;

/** All TLS policies of a company, as they are exported and imported. */
export const tlsPolicySet = z.strictObject({
  version: z.literal(1),
  /** Nothing is taken in without TLS, whatever Secure Receipt policies say. */
  requireForAll: z.boolean().default(false),
  receipt: z.array(receiptPolicy).max(500).default([]),
  delivery: z.array(deliveryPolicy).max(500).default([]),
});
export type TlsPolicySet = z.output<typeof tlsPolicySet>;
