import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import type { Caller } from "../../../local/core/service.ts";
import type { Messaging } from "../../../local/messaging/messaging.ts";
import { snsModule, sqsModule } from "../../../local/messaging/modules.ts";
import { sesModule } from "../../../local/ses/module.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";

const account = "111122223333";
const owner: Caller = { kind: "owner", arn: `arn:aws:iam::${account}:root` };
const document = (Service: string, Action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service }, Action, Resource: "*" }],
});

const configurationSet = (Name: string, DeliveryOptions: object) => ({
  Type: "AWS::SES::ConfigurationSet",
  Properties: { Name, DeliveryOptions },
});
const destination = (set: string, types: readonly string[]) => ({
  Type: "AWS::SES::ConfigurationSetEventDestination",
  Properties: {
    ConfigurationSetName: { Ref: set },
    EventDestination: {
      Enabled: true,
      MatchingEventTypes: types,
      SnsDestination: { TopicARN: { Ref: "Topic" } },
    },
  },
});

/** Identities for a gateway and a company, two configuration sets, and the events' way into a queue. */
export const mailResources = {
  Gateway: {
    Type: "AWS::SES::EmailIdentity",
    Properties: {
      EmailIdentity: "gw.company.example",
      MailFromAttributes: { MailFromDomain: "bounce.gw.company.example" },
    },
  },
  Company: { Type: "AWS::SES::EmailIdentity", Properties: { EmailIdentity: "company.example" } },
  Require: configurationSet("require", { TlsPolicy: "REQUIRE", MaxDeliverySeconds: 3600 }),
  Optional: configurationSet("optional", { TlsPolicy: "OPTIONAL" }),
  RequireEvents: destination("Require", ["send", "delivery", "bounce", "complaint", "reject", "deliveryDelay"]),
  OptionalEvents: destination("Optional", ["bounce"]),
  Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: "events" } },
  TopicPolicy: {
    Type: "AWS::SNS::TopicPolicy",
    Properties: { Topics: [{ Ref: "Topic" }], PolicyDocument: document("ses.amazonaws.com", "sns:Publish") },
  },
  Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "events" } },
  QueuePolicy: {
    Type: "AWS::SQS::QueuePolicy",
    Properties: { Queues: [{ Ref: "Queue" }], PolicyDocument: document("sns.amazonaws.com", "sqs:SendMessage") },
  },
  Subscription: {
    Type: "AWS::SNS::Subscription",
    Properties: {
      TopicArn: { Ref: "Topic" },
      Protocol: "sqs",
      Endpoint: { "Fn::GetAtt": ["Queue", "Arn"] },
      RawMessageDelivery: true,
    },
  },
};

/** A cloud that can send mail. */
export function aMailCloud(more: Record<string, { Type: string }> = {}, relay?: string): Promise<ACloud> {
  return aCloud({
    modules: [sqsModule, snsModule, sesModule(relay === undefined ? {} : { relay })],
    resources: { ...mailResources, ...more },
  });
}

/** Raw mail with CRLF line ends. */
export function rawMail(headers: Record<string, string>, body = "Hello\n"): Buffer {
  const lines = Object.entries({ From: "alice@company.example", Subject: "Hi", ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.from(`${head}\r\n${body.replace(/\r?\n/g, "\r\n")}`, "latin1");
}

/** Sends raw mail as the product does; `input` replaces parts of the call. */
export async function send(
  cloud: ACloud,
  raw: Buffer,
  input: Partial<SendEmailCommandInput> = {},
  role?: string,
): Promise<string> {
  const client = new SESv2Client(cloud.client(role));
  const answer = await client.send(
    new SendEmailCommand({
      FromEmailAddress: "alice@company.example",
      Destination: { ToAddresses: ["bob@partner.example"] },
      ConfigurationSetName: "require",
      Content: { Raw: { Data: raw } },
      ...input,
    }),
  );
  return answer.MessageId ?? "";
}

/** The next events that reach the queue, until there are `count`. */
export async function events(cloud: ACloud, count: number): Promise<Record<string, never>[]> {
  const queues = cloud.service<Messaging>("sqs");
  const arn = `arn:aws:sqs:us-east-1:${account}:events`;
  const found: Record<string, never>[] = [];
  await new Promise<void>((resolve, reject) => {
    const stop = queues.onMessage(arn, () => {
      queues.receive(arn, 10, owner).then((messages) => {
        found.push(...messages.map(({ body }) => JSON.parse(body)));
        if (found.length < count) return;
        stop();
        resolve();
      }, reject);
    });
  });
  return found;
}
