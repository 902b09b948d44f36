import { z } from "zod";
import { SealgateError } from "./errors.ts";

const list = z.string().transform((text) => text.split(",").filter((item) => item !== ""));

const variables = {
  LEDGER_TABLE: z.string().min(1),
  DIRECTORY_TABLE: z.string().min(1),
  ACCOUNTS_TABLE: z.string().min(1),
  MAIL_BUCKET: z.string().min(1),
  SEALED_BUCKET: z.string().min(1),
  SEALED_KEY_ARN: z.string().startsWith("arn:"),
  /** Wraps the keys of texts that are kept for replay. */
  KEPT_KEY_ARN: z.string().startsWith("arn:"),
  /** Signs the audit log's end once a day. */
  AUDIT_KEY_ARN: z.string().startsWith("arn:"),
  OUTBOX_QUEUE_URL: z.url(),
  ARRIVALS_QUEUE_URL: z.url(),
  /** Base of every link to the Message Pickup Center, without a trailing slash. */
  PORTAL_URL: z.url(),
  CONSOLE_URL: z.url(),
  PORTAL_NAME: z.string().min(1),
  GATEWAY_DOMAIN: z.string().min(1),
  COMPANY_DOMAINS: list,
  OPERATOR_ADDRESS: z.string().min(3),
  CONNECTOR_NETWORKS: list,
  CONFIGURATION_SET_REQUIRE: z.string().min(1),
  CONFIGURATION_SET_OPTIONAL: z.string().min(1),
  /** What takes mail in. */
  INGRESS: z.enum(["receipt-rules", "mail-manager"]),
  /** The installation requires TLS of everybody. */
  RECEIPT_TLS: z.enum(["optional", "require"]),
  /** Names of the receipt rule set and its rule, or the id of Mail Manager's traffic policy. */
  RECEIPT_RULE_SET: z.string(),
  RECEIPT_RULE: z.string(),
  TRAFFIC_POLICY: z.string(),
  /** Id and ARN of Mail Manager's address list. */
  DOMAIN_LIST: z.string(),
  DOMAIN_LIST_ARN: z.string(),
  /** Header by which the ingress tells of TLS; empty: it does not. */
  TLS_MARKER: z.string().transform((name) => (name === "" ? null : name.toLowerCase())),
  /** `smtp://host:port` of the company's own mail server; empty: there is none. */
  SMTP_ROUTE: z.string().transform((url) => (url === "" ? null : url)),
  /** Seals what the gateway signs in there with; empty: there is no such server. */
  SMTP_ACCESS_KEY_ARN: z.union([z.literal(""), z.string().startsWith("arn:")]),
  DEFAULT_EXPIRY_DAYS: z.coerce.number().int().min(1).max(365),
} as const;

type Variables = typeof variables;

/** The named settings, read once from the function's environment; an absent or wrong one stops the function at start. */
export function readConfig<const Name extends keyof Variables>(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly Name[],
): { readonly [Key in Name]: z.output<Variables[Key]> } {
  const shape = Object.fromEntries(names.map((name) => [name, variables[name]]));
  const parsed = z.object(shape).safeParse(environment);
  if (parsed.success) return parsed.data as { [Key in Name]: z.output<Variables[Key]> };
  const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))].join(", ");
  throw new SealgateError("configuration", 500, `missing or wrong environment variables: ${wrong}`);
}
