import { z } from "zod";
import { readProperties } from "../core/read-properties.ts";
import type { Resource } from "../core/service.ts";
import { domainOf } from "./addresses.ts";

/** A verified identity: a domain (with its subdomains) or one address. */
export type Identity = { readonly name: string; readonly mailFromDomain?: string; readonly signsDkim: boolean };

/** Where events of a configuration set go; event types are lower case without separators. */
type EventDestination = { readonly topicArn: string; readonly events: ReadonlySet<string> };

/** A declared configuration set. */
export type ConfigurationSet = {
  readonly name: string;
  readonly tlsRequired: boolean;
  readonly maxDeliverySeconds: number;
  readonly sendingEnabled: boolean;
  readonly destinations: readonly EventDestination[];
};

const ignored = z.unknown().optional();

const identityProperties = z.strictObject({
  EmailIdentity: z.string(),
  DkimAttributes: z.strictObject({ SigningEnabled: z.boolean().default(true) }).prefault({}),
  DkimSigningAttributes: ignored,
  FeedbackAttributes: ignored,
  ConfigurationSetAttributes: ignored,
  MailFromAttributes: z
    .strictObject({ MailFromDomain: z.string().optional(), BehaviorOnMxFailure: ignored })
    .prefault({}),
  Tags: ignored,
});

const setProperties = z.strictObject({
  Name: z.string().optional(),
  DeliveryOptions: z
    .strictObject({
      TlsPolicy: z.enum(["REQUIRE", "OPTIONAL"]).default("OPTIONAL"),
      MaxDeliverySeconds: z.coerce.number().int().min(300).max(50_400).default(50_400),
    })
    .prefault({}),
  SendingOptions: z.strictObject({ SendingEnabled: z.boolean().default(true) }).prefault({}),
  ReputationOptions: ignored,
  SuppressionOptions: ignored,
  VdmOptions: ignored,
  Tags: ignored,
});

const destinationProperties = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Name: z.string().optional(),
    Enabled: z.boolean().default(false),
    MatchingEventTypes: z.array(z.string()),
    SnsDestination: z.strictObject({ TopicARN: z.string() }, "the local SES publishes events to SNS only"),
  }),
});

/** One spelling for event types: CloudFormation, API and event JSON each have their own. */
export const eventKey = (type: string): string => type.replace(/[_\s]/g, "").toLowerCase();

/** Reads the declared identities; all count as verified. */
export function declaredIdentities(resources: readonly Resource[]): readonly Identity[] {
  return resources
    .filter(({ type }) => type === "AWS::SES::EmailIdentity")
    .map((one) => readProperties(identityProperties, one))
    .map(({ EmailIdentity, DkimAttributes, MailFromAttributes }) => ({
      name: EmailIdentity.toLowerCase(),
      signsDkim: DkimAttributes.SigningEnabled,
      ...(MailFromAttributes.MailFromDomain && { mailFromDomain: MailFromAttributes.MailFromDomain }),
    }));
}

/** Reads the declared configuration sets with their event destinations. */
export function declaredConfigurationSets(resources: readonly Resource[]): ReadonlyMap<string, ConfigurationSet> {
  const destinations = resources
    .filter(({ type }) => type === "AWS::SES::ConfigurationSetEventDestination")
    .map((one) => readProperties(destinationProperties, one));
  const sets = resources
    .filter(({ type }) => type === "AWS::SES::ConfigurationSet")
    .map((resource): ConfigurationSet => {
      const { ref } = resource;
      const { DeliveryOptions, SendingOptions } = readProperties(setProperties, resource);
      const own = destinations.filter((one) => one.ConfigurationSetName === ref && one.EventDestination.Enabled);
      return {
        name: ref,
        tlsRequired: DeliveryOptions.TlsPolicy === "REQUIRE",
        maxDeliverySeconds: DeliveryOptions.MaxDeliverySeconds,
        sendingEnabled: SendingOptions.SendingEnabled,
        destinations: own.map(({ EventDestination: { SnsDestination, MatchingEventTypes } }) => ({
          topicArn: SnsDestination.TopicARN,
          events: new Set(MatchingEventTypes.map(eventKey)),
        })),
      };
    });
  return new Map(sets.map((set) => [set.name, set]));
}

/** The identity an address may send with: its own, else the nearest verified domain. */
export function identityFor(address: string, identities: readonly Identity[]): Identity | undefined {
  const exact = identities.find(({ name }) => name === address.toLowerCase());
  return exact ?? domainIdentity(domainOf(address), identities);
}

/** The nearest verified domain at or above a domain. */
export function domainIdentity(domain: string, identities: readonly Identity[]): Identity | undefined {
  const labels = domain.toLowerCase().split(".");
  for (let cut = 0; cut < labels.length - 1; cut += 1) {
    const found = identities.find(({ name }) => name === labels.slice(cut).join("."));
    if (found) return found;
  }
  return undefined;
}
