import { isIP } from "node:net";
import { z } from "zod";

const domainPattern = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;
const addressPattern = /^[^\s@"<>(),;:\\]{1,64}@([^\s@]+)$/;

const domain = z
  .string("must be a domain name such as gw.company.example")
  .trim()
  .toLowerCase()
  .regex(domainPattern, "must be a domain name such as gw.company.example (international names in their xn-- form)");

/** A list, or one string with commas as `-c` gives it. */
const listOf = <T extends z.ZodType>(item: T, what: string) =>
  z.preprocess(
    (value) => (typeof value === "string" ? value.split(",").map((part) => part.trim()) : value),
    z
      .array(item, `must be a list of ${what}`)
      .min(1, `must name at least one of the ${what}`)
      .max(100, `must name at most 100 ${what}`)
      .refine((items) => new Set(items).size === items.length, "must not name the same one twice"),
  );

const network = z
  .string("must be a network such as 192.0.2.0/24")
  .trim()
  .refine(isNetwork, "must be a network such as 192.0.2.0/24 (IPv4 /8 to /32, IPv6 /7 to /128)");

function isNetwork(text: string): boolean {
  const [address = "", length = "", ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || !/^\d{1,3}$/.test(length)) return false;
  const bits = Number(length);
  return version === 4 ? bits >= 8 && bits <= 32 : bits >= 7 && bits <= 128;
}

const wholeNumber = (least: number, most: number) => {
  const sentence = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number(sentence).int(sentence).min(least, sentence).max(most, sentence);
};

const oneOf = <const T extends readonly string[]>(words: T) => z.enum(words, `must be one of ${words.join(", ")}`);

const identityMode = oneOf(["create", "exists"]);

/** One word for all domains, or a word per domain (`-c identities=company.example=exists,…`). */
const identities = z.preprocess(
  (value) =>
    typeof value === "string" && value.includes("=")
      ? Object.fromEntries(value.split(",").map((pair) => pair.trim().split("=", 2)))
      : value,
  z.union([identityMode, z.record(domain, identityMode)], 'must be "create", "exists" or one of the two per domain'),
);

const smtpUrl = z
  .string("must look like smtp://mail.company.example:587")
  .trim()
  .refine((text) => {
    const url = URL.parse(text);
    return url?.protocol === "smtp:" && url.hostname !== "" && url.username === "" && /^\/?$/.test(url.pathname);
  }, "must look like smtp://mail.company.example:587, without a user name");

const flag = z.preprocess(
  (value) => (value === "true" ? true : value === "false" ? false : value),
  z.boolean("must be true or false"),
);

const shape = {
  /** The domain whose mail SES receives for the gateway. */
  gatewayDomain: domain,
  /** The company's own mail domains: who is internal, and who may send. */
  companyDomains: listOf(domain, "company domains"),
  /** What recipients see as the name of the Message Pickup Center. */
  portalName: z
    .string("must be a name")
    .trim()
    .min(1, "must not be empty")
    .max(60, "must have at most 60 characters")
    .regex(/^\P{Cc}*$/u, "must not hold control characters"),
  /** Gets the first sign-in data, alarms and postmaster mail. */
  operatorAddress: z
    .string("must be a mail address")
    .trim()
    .refine(
      (text) => domainPattern.test(addressPattern.exec(text)?.[1]?.toLowerCase() ?? ""),
      "must be a mail address such as admin@company.example",
    ),
  defaultExpiryDays: wholeNumber(1, 365).default(30),
  /** Networks that the company's mail servers send from; mail from anywhere else is refused. No default: it must be said. */
  connectorNetworks: listOf(network, "networks"),
  /** How mail comes in: SES receipt rules, or a Mail Manager endpoint that takes any recipient. */
  ingress: oneOf(["receipt-rules", "mail-manager"]).default("receipt-rules"),
  /** The company's own mail server as a second way out, for policies that ask for the smtp route. */
  smtpRoute: smtpUrl.optional(),
  /** `require`: the receipt rule takes mail over TLS only. */
  receiptTls: oneOf(["optional", "require"]).default("optional"),
  identities: identities.default("create"),
  /** `exists`: this account's API Gateway already has a role that may write logs. */
  apiLogRole: oneOf(["create", "exists"]).default("create"),
  inboundConcurrency: wholeNumber(2, 1000).default(10),
  /** Synthesize although the console's pages were not built. */
  withoutConsole: flag.default(false),
} as const;

const schema = z.object(shape).superRefine((settings, context) => {
  const say = (path: keyof typeof shape, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  const { gatewayDomain, companyDomains } = settings;
  if (companyDomains.some((name) => name === gatewayDomain || name.endsWith(`.${gatewayDomain}`)))
    say("companyDomains", "must not name the gateway domain or a domain below it");
  const unknown = typeof settings.identities === "string" ? [] : Object.keys(settings.identities);
  const known = new Set([gatewayDomain, ...companyDomains]);
  if (unknown.some((name) => !known.has(name)))
    say("identities", "must name only the gateway domain and company domains");
});

/** What the operator decides at deployment. */
export type Settings = Readonly<z.infer<typeof schema>>;

/** A setting that cannot be used, in one sentence. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** Reads and checks the settings; `lookup` is the app's context (cdk.json and `-c`). */
export function readSettings(lookup: (name: string) => unknown): Settings {
  const given = Object.fromEntries(
    Object.keys(shape)
      .map((name) => [name, lookup(name)] as const)
      .filter(([, value]) => value !== undefined && value !== null),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0]);
  const now = name in given ? `is ${JSON.stringify(given[name])} but ` : "is missing and ";
  throw new SettingsError(`Setting "${name}" ${now}${issue?.message}; set it in cdk.json or with -c ${name}=<value>.`);
}

/** Whether this domain's SES identity is made by the stack. */
export function createsIdentity(settings: Settings, domainName: string): boolean {
  const { identities: mode } = settings;
  return (typeof mode === "string" ? mode : (mode[domainName] ?? "create")) === "create";
}
