import { createHash } from "node:crypto";
import type { DeclaredResource, Deployment, ResourceType } from "../core/service.ts";
import { TemplateError } from "../core/template.ts";

/** The token SES would ask for in DNS; stable per domain. */
function dkimToken(domain: string, index: number): string {
  const bytes = createHash("sha256").update(`${domain}/${index}`).digest();
  return [...bytes.subarray(0, 32)].map((byte) => "abcdefghijklmnopqrstuvwxyz234567"[byte % 32]).join("");
}

const identity: ResourceType = {
  type: "AWS::SES::EmailIdentity",
  ref: ({ logicalId, properties }) => {
    if (typeof properties.EmailIdentity === "string") return properties.EmailIdentity;
    throw new TemplateError(`${logicalId}: the local SES needs a literal EmailIdentity`);
  },
  attribute: (name, ref) => {
    const [, what, index] = /^DkimDNSToken(Name|Value)([123])$/.exec(name) ?? [];
    if (what === undefined) return undefined;
    const token = dkimToken(ref, Number(index));
    return what === "Name" ? `${token}._domainkey.${ref}` : `${token}.dkim.amazonses.com`;
  },
};

const nested = (declared: DeclaredResource, path: readonly string[], deployment: Deployment): string => {
  const found = path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    declared.properties,
  );
  return typeof found === "string" ? found : `${deployment.stackName}-${declared.logicalId}`;
};

const named = (type: string, ...path: string[]): ResourceType => ({
  type,
  ref: (declared, deployment) => nested(declared, path, deployment),
  attribute: (name, ref) => ({ Id: ref })[name],
});

const dashed = (kind: string) => kind.replaceAll(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase();

/** Mail Manager names its things itself. */
const managed = (kind: string): ResourceType => ({
  type: `AWS::SES::MailManager${kind}`,
  ref: ({ logicalId }, { stackName }) => `${stackName}-${logicalId}`,
  attribute: (name, ref, { region, accountId }) => {
    const known: Readonly<Record<string, string>> = {
      [`${kind}Id`]: ref,
      [`${kind}Arn`]: `arn:aws:ses:${region}:${accountId}:mailmanager-${dashed(kind)}/${ref}`,
      ARecord: `${ref}.mail-manager-smtp.${region}.amazonaws.com`,
    };
    return known[name];
  },
});

/** What the template may declare of SES. */
export const sesTypes: readonly ResourceType[] = [
  identity,
  named("AWS::SES::ConfigurationSet", "Name"),
  named("AWS::SES::ConfigurationSetEventDestination", "EventDestination", "Name"),
  named("AWS::SES::ReceiptRuleSet", "RuleSetName"),
  named("AWS::SES::ReceiptRule", "Rule", "Name"),
  managed("AddressList"),
  managed("TrafficPolicy"),
  managed("RuleSet"),
  managed("IngressPoint"),
];
