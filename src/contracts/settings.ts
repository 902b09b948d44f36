import { z } from "zod";

const wholeNumber = (least: number, most: number) => z.number().int().min(least).max(most);
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^\P{Cc}*$/u, "must not hold control characters");

/** Base64 of 48 KB. */
const largestLogo = 65_536;
const logoStart = { png: "iVBORw0KGgo", jpeg: "/9j/" } as const;

/** A company's picture, as data: nothing is ever fetched. */
export const logo = z
  .strictObject({ type: z.enum(["png", "jpeg"]), data: z.base64().min(1).max(largestLogo) })
  .refine(({ type, data }) => data.startsWith(logoStart[type]), "must be a PNG or JPEG picture of at most 48 KB");
export type Logo = z.output<typeof logo>;

/** How the portal and our mails look and sound. */
export const brand = z.strictObject({
  /** Absent: the name given at deployment. */
  portalName: line(60).min(1).optional(),
  logo: logo.optional(),
  /** `#rrggbb` of buttons and links; pages darken or lighten it until it can be read. */
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, "must be a colour such as #0b5fff")
    .optional(),
  /** A sentence under the notice to a recipient, as how to reach the company. */
  recipientText: line(400).optional(),
  /** A sentence under the mails to our own senders. */
  senderText: line(400).optional(),
  /** A sentence on the portal's sign-in page. */
  portalText: line(400).optional(),
});
export type PortalBrand = z.output<typeof brand>;

const network = z
  .string()
  .refine(
    (text) => z.cidrv4().safeParse(text).success || z.cidrv6().safeParse(text).success,
    "must be a network such as 192.0.2.0/24",
  )
  .refine((text) => {
    const bits = Number(text.slice(text.indexOf("/") + 1));
    return text.includes(":") ? bits >= 7 : bits >= 8;
  }, "must not be wider than /8 (IPv6: /7)");

const timeZone = z
  .string()
  .max(64)
  .refine((name) => Intl.supportedValuesOf("timeZone").includes(name) || name === "UTC", "must be a time zone by name");

/** What an owner decides while the gateway runs. An absent value is as the deployment says. */
export const settings = z.strictObject({
  /** Networks (CIDR) from which the company's mail servers submit. */
  connectorNetworks: z.array(network).min(1).max(100).optional(),
  /** Days that sealed mail is kept where its profile says nothing. */
  defaultExpiryDays: wholeNumber(1, 365).optional(),
  brand: brand.prefault({}),
  /** How the mail servers write outside recipients: `bob=partner.example@gw` or `bob@partner.example.gw`. */
  recipientForm: z.enum(["encoded", "domain"]).default("encoded"),
  /** Whether a sender is told that a message waits for review. */
  heldTellSender: z.boolean().default(true),
  /** Whether a release of held mail needs a second reviewer. */
  heldTwoPersons: z.boolean().default(false),
  /** What becomes of a clear message whose header From is not the company's. */
  foreignFrom: z.enum(["rewrite", "return"]).default("rewrite"),
  /** What becomes of a clear message with a file that SES refuses. */
  refusedAttachment: z.enum(["encrypt", "return"]).default("encrypt"),
  /** Days that message tracking keeps a finished message; 0: for ever. */
  retentionDays: wholeNumber(0, 3650).default(0),
  /** Days that the text of judged messages is kept for replay, sealed; 0: not at all. */
  keepTextDays: wholeNumber(0, 30).default(0),
  /** What expires can no longer be read, but its keys and content are kept while it is on. */
  legalHold: z.boolean().default(false),
  /** Whether message tracking keeps subjects. */
  keepSubjects: z.boolean().default(true),
  /** Time zone of dates without one, as the days of a policy. */
  policyTimeZone: timeZone.default("UTC"),
});
export type Settings = z.output<typeof settings>;

/** Settings before anybody changed one. */
export const settingsAtFirst: Settings = settings.parse({});
