import { randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { type Authorize, type Caller, type Deployment, ServiceError } from "../core/service.ts";
import type { SentMail } from "../outbox/outbox.ts";
import { addressesIn, assertAddress, domainOf } from "./addresses.ts";
import { assertSendable } from "./content-checks.ts";
import { returnPath } from "./outgoing-message.ts";
import { type Header, splitMessage, valuesOf } from "./raw-headers.ts";
import { type ConfigurationSet, type Identity, identityFor } from "./settings.ts";

const addressList = z.array(z.string()).default([]);
const tagText = z.string().regex(/^[\w.@:/+-]{1,256}$/);

/** The part of SendEmail that the product uses. */
export const sendEmailRequest = z.strictObject({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .strictObject({ ToAddresses: addressList, CcAddresses: addressList, BccAddresses: addressList })
    .optional(),
  Content: z.strictObject({ Raw: z.strictObject({ Data: z.string() }) }),
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(z.strictObject({ Name: tagText, Value: tagText })).optional(),
});

type Request = z.infer<typeof sendEmailRequest>;

/** What SES knows of the account. */
export type Account = {
  readonly identities: readonly Identity[];
  readonly configurationSets: ReadonlyMap<string, ConfigurationSet>;
  readonly deployment: Deployment;
  readonly authorize: Authorize;
  readonly now: () => Date;
};

const MAXIMUM_RECIPIENTS = 50;
const refuse = (code: string, message: string, status = 400) => new ServiceError(code, message, status);

/** Checks a call as SES does and says what would be sent; nothing is kept or sent yet. */
export function acceptMail(request: Request, raw: Buffer, caller: Caller, account: Account): SentMail {
  const { headers } = splitMessage(raw);
  const from = request.FromEmailAddress ?? valuesOf(headers, "from")[0] ?? "";
  const sender = addressesIn(from)[0] ?? "";
  assertAddress(sender);
  const to = recipientsOf(request, headers);
  const set = configurationSetOf(request, headers, account);
  const identity = authorizedIdentity(sender, to, set, caller, account);
  assertVerified([sender, ...senderHeaders(headers)], account);
  assertSendable(raw, identity?.signsDkim ?? false);
  const { region, accountId } = account.deployment;
  const id = newMessageId(account.now());
  return {
    id,
    at: account.now().toISOString(),
    from,
    returnPath: returnPath(id, identity?.mailFromDomain, region),
    to,
    subject: valuesOf(headers, "subject")[0] ?? "",
    size: raw.length,
    ...(set && { configurationSet: set.name }),
    tlsRequired: set?.tlsRequired ?? false,
    maxDeliverySeconds: set?.maxDeliverySeconds ?? 50_400,
    tags: tagsOf(request, headers, set, sender, caller),
    sourceArn: `arn:aws:ses:${region}:${accountId}:identity/${identity?.name ?? sender}`,
    events: [],
    pending: to,
  };
}

function recipientsOf({ Destination }: Request, headers: readonly Header[]): readonly string[] {
  const named = Destination
    ? [...Destination.ToAddresses, ...Destination.CcAddresses, ...Destination.BccAddresses]
    : ["to", "cc", "bcc"].flatMap((name) => valuesOf(headers, name));
  const recipients = [...new Set(named.flatMap(addressesIn))];
  if (recipients.length === 0) throw refuse("BadRequestException", "Must have at least one recipient.");
  if (recipients.length > MAXIMUM_RECIPIENTS)
    throw refuse("BadRequestException", `Recipient count exceeds ${MAXIMUM_RECIPIENTS}.`);
  for (const recipient of recipients) assertAddress(recipient);
  return recipients;
}

/** The call's own configuration set wins; without one, SES obeys the header in the raw mail. */
function configurationSetOf(request: Request, headers: readonly Header[], account: Account) {
  const name = request.ConfigurationSetName ?? valuesOf(headers, "x-ses-configuration-set")[0];
  if (name === undefined) return undefined;
  const set = account.configurationSets.get(name);
  if (set === undefined) throw refuse("NotFoundException", `Configuration set <${name}> does not exist.`, 404);
  if (!set.sendingEnabled)
    throw refuse("SendingPausedException", `Email sending has been disabled for configuration set <${name}>.`);
  return set;
}

function authorizedIdentity(
  sender: string,
  recipients: readonly string[],
  set: ConfigurationSet | undefined,
  caller: Caller,
  { identities, deployment, authorize }: Account,
): Identity | undefined {
  const identity = identityFor(sender, identities);
  const arn = (resource: string) => `arn:aws:ses:${deployment.region}:${deployment.accountId}:${resource}`;
  const context = { "ses:FromAddress": sender, "ses:Recipients": recipients, "ses:ApiVersion": "2" };
  const resources = [`identity/${identity?.name ?? sender}`, ...(set ? [`configuration-set/${set.name}`] : [])];
  for (const resource of resources.map(arn))
    asSes(() => authorize({ caller, action: "ses:SendRawEmail", resource, context }));
  return identity;
}

/** SES words its refusals in its own way. */
function asSes(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== "AccessDenied") throw error;
    const [, user, action, resource] = /^User: (\S+) .* perform: (\S+) on resource: (\S+)/.exec(error.message) ?? [];
    const message = `User \`${user}' is not authorized to perform \`${action}' on resource \`${resource}'`;
    throw user === undefined ? error : new ServiceError("AccessDenied", message, 403);
  }
}

const senderHeaders = (headers: readonly Header[]) =>
  ["from", "sender", "return-path"].flatMap((name) => valuesOf(headers, name)).flatMap(addressesIn);

function assertVerified(addresses: readonly string[], { identities, deployment }: Account): void {
  const unverified = [...new Set(addresses)].filter((address) => identityFor(address, identities) === undefined);
  if (unverified.length > 0)
    throw refuse(
      "MessageRejected",
      `Email address is not verified. The following identities failed the check in region ${deployment.region.toUpperCase()}: ${unverified.join(", ")}`,
    );
}

function tagsOf(
  { EmailTags }: Request,
  headers: readonly Header[],
  set: ConfigurationSet | undefined,
  sender: string,
  caller: Caller,
): Record<string, string[]> {
  const fromHeader = (valuesOf(headers, "x-ses-message-tags")[0] ?? "")
    .split(/[,;]/)
    .map((pair) => pair.trim().split("="))
    .filter((pair) => pair.length === 2)
    .map(([Name = "", Value = ""]) => ({ Name: Name.trim(), Value: Value.trim() }));
  const own = Object.fromEntries((EmailTags ?? fromHeader).map(({ Name, Value }) => [Name, [Value]]));
  return {
    "ses:source-tls-version": ["TLSv1.3"],
    "ses:operation": ["SendEmail"],
    ...(set && { "ses:configuration-set": [set.name] }),
    "ses:source-ip": ["127.0.0.1"],
    "ses:from-domain": [domainOf(sender)],
    "ses:caller-identity": [callerName(caller)],
    ...own,
  };
}

const callerName = (caller: Caller) =>
  (caller.kind === "service" ? caller.principal : caller.kind === "role" ? caller.roleArn : caller.arn)
    .split("/")
    .at(-1) ?? "";

function newMessageId(now: Date): string {
  const time = now.getTime().toString(16).padStart(12, "0");
  return `0100${time}${randomBytes(4).toString("hex").slice(0, 8)}-${randomUUID().slice(9)}-000000`.toLowerCase();
}
