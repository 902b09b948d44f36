import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, it } from "node:test";
import type { Caller } from "../../../local/core/service.ts";
import { kmsModule } from "../../../local/kms/kms-service.ts";
import type { Messaging, Topics } from "../../../local/messaging/messaging.ts";
import { snsModule, sqsModule } from "../../../local/messaging/modules.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";

const account = "111122223333";
const owner: Caller = { kind: "owner", arn: `arn:aws:iam::${account}:root` };
const ses: Caller = {
  kind: "service",
  principal: "ses.amazonaws.com",
  sourceArn: `arn:aws:ses:us-east-1:${account}:configuration-set/all`,
  sourceAccount: account,
};
const document = (Service: string, Action: string | string[], Condition?: object) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service }, Action, Resource: "*", ...(Condition && { Condition }) }],
});
const arnOf = (logicalId: string) => ({ "Fn::GetAtt": [logicalId, "Arn"] });

const base = {
  Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: "events" } },
  Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "events" } },
  QueuePolicy: {
    Type: "AWS::SQS::QueuePolicy",
    Properties: {
      Queues: [{ Ref: "Queue" }],
      PolicyDocument: document("sns.amazonaws.com", "sqs:SendMessage", {
        ArnEquals: { "aws:SourceArn": { Ref: "Topic" } },
      }),
    },
  },
  TopicPolicy: {
    Type: "AWS::SNS::TopicPolicy",
    Properties: {
      Topics: [{ Ref: "Topic" }],
      PolicyDocument: document("ses.amazonaws.com", "sns:Publish", {
        StringEquals: { "aws:SourceAccount": account },
      }),
    },
  },
};
const subscription = (properties: object = {}) => ({
  Type: "AWS::SNS::Subscription",
  Properties: { TopicArn: { Ref: "Topic" }, Protocol: "sqs", Endpoint: arnOf("Queue"), ...properties },
});
const queueArn = `arn:aws:sqs:us-east-1:${account}:events`;

describe("a local topic", () => {
  let cloud: ACloud;
  const start = async (resources: Parameters<typeof aCloud>[0]["resources"]) => {
    cloud = await aCloud({ modules: [kmsModule, sqsModule, snsModule], resources });
    return cloud.service<Topics>("sns");
  };
  const received = async () => (await cloud.service<Messaging>("sqs").receive(queueArn, 10, owner)).map((m) => m.body);
  afterEach(() => cloud.close());

  it("wraps a message in SNS's envelope for a queue", async () => {
    const topics = await start({ ...base, Subscription: subscription() });
    const { messageId } = await topics.publish(cloud.ref("Topic"), { message: '{"a":1}', subject: "Hello" }, ses);
    const [body = ""] = await received();
    assert.match(body, /^\{\n {2}"Type" : "Notification",\n {2}"MessageId" : "/);
    const envelope = JSON.parse(body);
    assert.deepEqual(Object.keys(envelope), [
      ...["Type", "MessageId", "TopicArn", "Subject", "Message", "Timestamp"],
      ...["SignatureVersion", "Signature", "SigningCertURL", "UnsubscribeURL"],
    ]);
    assert.equal(envelope.Message, '{"a":1}');
    assert.equal(envelope.MessageId, messageId);
    assert.equal(envelope.TopicArn, `arn:aws:sns:us-east-1:${account}:events`);
  });

  it("delivers raw when the subscription says so", async () => {
    const topics = await start({ ...base, Subscription: subscription({ RawMessageDelivery: true }) });
    await topics.publish(cloud.ref("Topic"), { message: "as it is" }, ses);
    assert.deepEqual(await received(), ["as it is"]);
  });

  it("refuses a publisher that the topic policy does not name", async () => {
    const topics = await start({ ...base, Subscription: subscription() });
    const stranger: Caller = { ...ses, sourceAccount: "999900009999" };
    await assert.rejects(topics.publish(cloud.ref("Topic"), { message: "x" }, stranger), { code: "AccessDenied" });
    assert.deepEqual(await received(), []);
  });

  it("drops, with a line in the log, what the queue's policy does not let in", async () => {
    const closed = { ...base.QueuePolicy, Properties: { ...base.QueuePolicy.Properties, Queues: [] } };
    const topics = await start({ ...base, QueuePolicy: closed, Subscription: subscription() });
    await topics.publish(cloud.ref("Topic"), { message: "x" }, ses);
    assert.deepEqual(await received(), []);
    assert.match(readFileSync(join(cloud.folder, "logs", "cloud.log"), "utf8"), /SNS dropped a message.*AccessDenied/);
  });

  it("needs the service principals in the key policy of an encrypted topic and queue", async () => {
    const rights = ["kms:GenerateDataKey*", "kms:Decrypt"];
    const key = (...services: string[]) => ({
      Type: "AWS::KMS::Key",
      Properties: {
        KeyPolicy: {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { AWS: owner.arn }, Action: "kms:*", Resource: "*" },
            ...services.map((Service) => ({ Effect: "Allow", Principal: { Service }, Action: rights, Resource: "*" })),
          ],
        },
      },
    });
    const encrypted = (Key: ReturnType<typeof key>) => ({
      ...base,
      Key,
      Topic: { Type: "AWS::SNS::Topic", Properties: { TopicName: "events", KmsMasterKeyId: arnOf("Key") } },
      Queue: { Type: "AWS::SQS::Queue", Properties: { QueueName: "events", KmsMasterKeyId: arnOf("Key") } },
      Subscription: subscription({ RawMessageDelivery: true }),
    });
    const publish = async (Key: ReturnType<typeof key>) => {
      const topics = await start(encrypted(Key));
      return topics.publish(cloud.ref("Topic"), { message: "secret" }, ses);
    };
    await assert.rejects(publish(key("sns.amazonaws.com")), /kms:GenerateDataKey/);
    await cloud.close();
    await publish(key("ses.amazonaws.com"));
    assert.deepEqual(await received(), [], "SNS may not write to the queue's key");
    await cloud.close();
    await publish(key("ses.amazonaws.com", "sns.amazonaws.com"));
    assert.deepEqual(await received(), ["secret"]);
  });

  it("does not start with a subscription it would not serve", async () => {
    await start({});
    const bad = { ...base, Subscription: subscription({ Protocol: "https", Endpoint: "https://b.example" }) };
    await assert.rejects(aCloud({ modules: [sqsModule, snsModule], resources: bad }), /delivers to queues only/);
  });
});
