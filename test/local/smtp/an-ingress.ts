import { connect, type Socket } from "node:net";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { SESClient, SetActiveReceiptRuleSetCommand } from "@aws-sdk/client-ses";
import type { Caller } from "../../../local/core/service.ts";
import { kmsModule } from "../../../local/kms/kms-service.ts";
import type { Messaging } from "../../../local/messaging/messaging.ts";
import { snsModule, sqsModule } from "../../../local/messaging/modules.ts";
import { s3Module } from "../../../local/s3/s3-service.ts";
import { sesModule } from "../../../local/ses/module.ts";
import type { IngressOptions, SmtpIngress } from "../../../local/smtp/local-server.ts";
import { smtpModule } from "../../../local/smtp/module.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";

const account = "111122223333";
const owner: Caller = { kind: "owner", arn: `arn:aws:iam::${account}:root` };
const ruleArn = `arn:aws:ses:us-east-1:${account}:receipt-rule-set/rules:receipt-rule/*`;
const document = (Service: string, Action: string | string[], Resource: unknown = "*", Condition?: object) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service }, Action, Resource, ...(Condition && { Condition }) }],
});

/** A receipt rule that stores under `in/` and notifies. */
export const rule = (Name: string, Recipients: string[], more: object = {}, after?: string) => ({
  Type: "AWS::SES::ReceiptRule",
  Properties: {
    RuleSetName: "rules",
    ...(after && { After: after }),
    Rule: {
      Name,
      Enabled: true,
      ScanEnabled: true,
      TlsPolicy: "Optional",
      Recipients,
      Actions: [{ S3Action: { BucketName: "mail", ObjectKeyPrefix: "in/", TopicArn: { Ref: "Topic" } } }],
      ...more,
    },
  },
});

const resources = {
  Gateway: { Type: "AWS::SES::EmailIdentity", Properties: { EmailIdentity: "gw.company.example" } },
  Rules: { Type: "AWS::SES::ReceiptRuleSet", Properties: { RuleSetName: "rules" } },
  Mail: { Type: "AWS::S3::Bucket", Properties: { BucketName: "mail" } },
  MailPolicy: {
    Type: "AWS::S3::BucketPolicy",
    Properties: {
      Bucket: { Ref: "Mail" },
      PolicyDocument: document("ses.amazonaws.com", "s3:PutObject", "arn:aws:s3:::mail/in/*", {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: { "aws:SourceArn": ruleArn },
      }),
    },
  },
  Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: "received" } },
  TopicPolicy: {
    Type: "AWS::SNS::TopicPolicy",
    Properties: { Topics: [{ Ref: "Topic" }], PolicyDocument: document("ses.amazonaws.com", "sns:Publish") },
  },
  Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "received" } },
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

export type AnIngress = ACloud & { readonly port: () => number };

/** A cloud that takes mail over SMTP, its rule set active. */
export async function anIngress(
  rules: Record<string, ReturnType<typeof rule>>,
  options: Partial<IngressOptions> & { readonly without?: readonly string[]; readonly active?: boolean } = {},
): Promise<AnIngress> {
  const { without = [], active = true, ...ingress } = options;
  const kept = Object.fromEntries(Object.entries(resources).filter(([name]) => !without.includes(name)));
  const cloud = await aCloud({
    modules: [kmsModule, s3Module, sqsModule, snsModule, sesModule(), smtpModule({ port: 0, ...ingress })],
    resources: { ...kept, ...rules },
  });
  if (active) await activate(cloud);
  return Object.assign(cloud, { port: () => cloud.service<SmtpIngress>("smtp").port });
}

/** Makes the template's rule set the active one, by the API as the product does. */
export async function activate(cloud: ACloud): Promise<void> {
  await new SESClient(cloud.client()).send(new SetActiveReceiptRuleSetCommand({ RuleSetName: "rules" }));
}

type Received = {
  readonly mail: Record<string, never> & {
    headers: { name: string; value: string }[];
    messageId: string;
    source: string;
  };
  readonly receipt: Record<string, never> & { recipients: string[]; action: { objectKey: string } };
  readonly [name: string]: unknown;
};

/** Notifications in the queue. */
export async function notifications(cloud: ACloud): Promise<Received[]> {
  const arn = `arn:aws:sqs:us-east-1:${account}:received`;
  const messages = await cloud.service<Messaging>("sqs").receive(arn, 10, owner);
  return messages.map(({ body }) => JSON.parse(body));
}

/** Objects in the bucket, by key. */
export async function storedMail(cloud: ACloud): Promise<Map<string, Buffer>> {
  const client = new S3Client(cloud.client());
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: "mail" }));
  const objects = Contents.map(async ({ Key = "" }): Promise<[string, Buffer]> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: "mail", Key }));
    return [Key, Buffer.from((await Body?.transformToByteArray()) ?? [])];
  });
  return new Map(await Promise.all(objects));
}

/** A raw SMTP conversation: `say` sends a line (or bytes) and answers the reply. */
export class Conversation {
  readonly socket: Socket;
  #buffer = "";
  #wake: (() => void) | undefined;

  constructor(port: number) {
    this.socket = connect(port, "127.0.0.1");
    this.socket.on("data", (chunk) => {
      this.#buffer += chunk.toString("latin1");
      this.#wake?.();
    });
  }

  /** Greets and says EHLO. */
  static async start(port: number): Promise<Conversation> {
    const conversation = new Conversation(port);
    await conversation.reply();
    await conversation.say("EHLO client.example");
    return conversation;
  }

  async say(line: string | Buffer): Promise<string> {
    this.socket.write(typeof line === "string" ? `${line}\r\n` : line);
    return this.reply();
  }

  async reply(): Promise<string> {
    for (;;) {
      const whole = /^(?:\d{3}-[^\n]*\n)*\d{3} [^\n]*\n/.exec(this.#buffer);
      if (whole) {
        this.#buffer = this.#buffer.slice(whole[0].length);
        return whole[0].trimEnd();
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  close(): void {
    this.socket.destroy();
  }
}
