import { Duration, Stack } from "aws-cdk-lib";
import {
  CfnConfigurationSetEventDestination,
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
} from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";
import { deliveryEventsGrants } from "../grants/delivery-events.ts";
import type { Resources } from "../grants/resources.ts";
import { type LiteralNames, literalNames } from "../names.ts";
import { createsIdentity, type Settings } from "../settings.ts";
import type { Alarms } from "./alarms.ts";
import { FedQueue } from "./fed-queue.ts";
import { GatewayFunction, type Shared } from "./gateway-function.ts";
import { SenderDomain } from "./sender-domain.ts";
import { deliveryEventsTimeout } from "./timeouts.ts";

const followed = [
  EmailSendingEvent.SEND,
  EmailSendingEvent.REJECT,
  EmailSendingEvent.BOUNCE,
  EmailSendingEvent.COMPLAINT,
  EmailSendingEvent.DELIVERY,
  EmailSendingEvent.DELIVERY_DELAY,
  EmailSendingEvent.RENDERING_FAILURE,
];

/** What sending needs of the rest. */
export type SendingProps = {
  readonly settings: Settings;
  readonly alarms: Alarms;
};

/** What a function that sends mail may send from and through. */
export function sendingResources(settings: Settings, names: LiteralNames): Resources["sending"] {
  const domains = [settings.gatewayDomain, ...settings.companyDomains];
  const { require, optional } = names.configurationSets;
  return {
    identityArns: domains.map((domain) => names.identityArn(domain)),
    configurationSetArns: [require.arn, optional.arn],
    // An identity also covers the domains below it.
    fromAddresses: domains.flatMap((domain) => [`*@${domain}`, `*@*.${domain}`]),
  };
}

/** The domains we send from, the two ways of sending (TLS required, TLS where possible), and what came of each mail. */
export class Sending extends Construct {
  constructor(scope: Construct, id: string, shared: Shared, props: SendingProps) {
    super(scope, id);
    const { settings } = props;
    for (const domain of [settings.gatewayDomain, ...settings.companyDomains])
      if (createsIdentity(settings, domain)) new SenderDomain(this, domain, { domain });

    const names = literalNames(Stack.of(this));
    const { require, optional } = names.configurationSets;
    const events = new FedQueue(this, "Events", {
      topic: names.topics.deliveryEvents,
      publisherArns: [require.arn, optional.arn],
      key: shared.resources.mailKey,
      alarms: props.alarms,
      consumerTimeout: deliveryEventsTimeout,
      work: "delivery-events",
    });
    const deliveryEvents = new GatewayFunction(this, "DeliveryEvents", shared, {
      name: "delivery-events",
      description: "Records what became of each sent mail",
      memorySize: 512,
      timeout: deliveryEventsTimeout,
      variables: ["LEDGER_TABLE", "MAIL_BUCKET", "OUTBOX_QUEUE_URL"],
      grants: deliveryEventsGrants,
    });
    events.work.consumedBy(deliveryEvents, { batchSize: 10, maxConcurrency: 10 });
    this.#configurationSet("RequireTls", require.name, ConfigurationSetTlsPolicy.REQUIRE, Duration.hours(1), events);
    this.#configurationSet(
      "OptionalTls",
      optional.name,
      ConfigurationSetTlsPolicy.OPTIONAL,
      Duration.hours(14),
      events,
    );
  }

  #configurationSet(
    id: string,
    name: string,
    tlsPolicy: ConfigurationSetTlsPolicy,
    patience: Duration,
    events: FedQueue,
  ) {
    const configurationSet = new ConfigurationSet(this, id, {
      configurationSetName: name,
      tlsPolicy,
      maxDeliveryDuration: patience,
      reputationMetrics: true,
      // Either would swallow a notice without a bounce; the gateway follows the events itself.
      disableSuppressionList: true,
      disableAutoValidation: true,
    });
    const destination = new CfnConfigurationSetEventDestination(this, `${id}Events`, {
      configurationSetName: configurationSet.configurationSetName,
      eventDestination: {
        enabled: true,
        matchingEventTypes: followed,
        snsDestination: { topicArn: events.topic.topicArn },
      },
    });
    destination.node.addDependency(events.topic);
  }
}
