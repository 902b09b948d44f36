import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, it } from "node:test";
import { ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Caller } from "../../../local/core/service.ts";
import { kmsModule } from "../../../local/kms/kms-service.ts";
import type { Messaging } from "../../../local/messaging/messaging.ts";
import { sqsModule } from "../../../local/messaging/modules.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { allow, aRole } from "../../support/a-role.ts";

const owner: Caller = { kind: "owner", arn: "arn:aws:iam::111122223333:root" };
const arnOf = (logicalId: string) => ({ "Fn::GetAtt": [logicalId, "Arn"] });
const queue = (properties: Record<string, unknown> = {}) => ({ Type: "AWS::SQS::Queue", Properties: properties });
const arn = (cloud: ACloud, logicalId: string) =>
  `arn:aws:sqs:us-east-1:111122223333:${cloud.ref(logicalId).split("/").at(-1)}`;
const client = (cloud: ACloud, role?: string) => new SQSClient({ ...cloud.client(role), useQueueUrlAsEndpoint: false });

describe("a local queue", () => {
  let cloud: ACloud;
  let clock = new Date("2026-11-02T10:00:00Z");
  const start = async (resources: Parameters<typeof aCloud>[0]["resources"]) => {
    clock = new Date("2026-11-02T10:00:00Z");
    cloud = await aCloud({ modules: [kmsModule, sqsModule], resources, now: () => clock });
    return cloud.service<Messaging>("sqs");
  };
  const pass = (seconds: number) => {
    clock = new Date(clock.getTime() + seconds * 1000);
  };
  afterEach(() => cloud.close());

  it("answers Ref with its URL and keeps what SendMessage gives, also after a restart", async () => {
    await start({ Work: queue({ QueueName: "work" }) });
    assert.equal(cloud.ref("Work"), "https://sqs.us-east-1.amazonaws.com/111122223333/work");
    const sent = await client(cloud).send(
      new SendMessageCommand({ QueueUrl: cloud.ref("Work"), MessageBody: "größe 🚚" }),
    );
    await cloud.restart();
    const [message] = await cloud.service<Messaging>("sqs").receive(arn(cloud, "Work"), 10, owner);
    assert.equal(message?.body, "größe 🚚");
    assert.equal(message.messageId, sent.MessageId);
    assert.equal(message.attributes.ApproximateReceiveCount, "1");
    assert.equal(message.attributes.SentTimestamp, String(clock.getTime()));
  });

  it("takes a batch of ten and refuses eleven, equal ids and an empty batch", async () => {
    const queues = await start({ Work: queue() });
    const entries = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ Id: `m${index}`, MessageBody: `body ${index}` }));
    const send = (Entries: { Id: string; MessageBody: string }[]) =>
      client(cloud).send(new SendMessageBatchCommand({ QueueUrl: cloud.ref("Work"), Entries }));
    assert.equal((await send(entries(10))).Successful?.length, 10);
    assert.equal(queues.counts(arn(cloud, "Work")).visible, 10);
    await assert.rejects(send(entries(11)), { name: "TooManyEntriesInBatchRequest" });
    await assert.rejects(send([...entries(1), ...entries(1)]), { name: "BatchEntryIdsNotDistinct" });
    await assert.rejects(send([]), { name: "EmptyBatchRequest" });
  });

  it("names what it refuses: no queue, too long, bad characters, other operations", async () => {
    await start({ Work: queue({ MaximumMessageSize: 1024 }) });
    const send = (MessageBody: string, url = cloud.ref("Work")) =>
      client(cloud).send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
    await assert.rejects(send("x", "https://sqs.us-east-1.amazonaws.com/111122223333/none"), {
      name: "QueueDoesNotExist",
    });
    await assert.rejects(send("x".repeat(1025)), /Message must be shorter than 1024 bytes/);
    await assert.rejects(send("\u0000"), { name: "InvalidMessageContents" });
    const receive = new ReceiveMessageCommand({ QueueUrl: cloud.ref("Work") });
    await assert.rejects(client(cloud).send(receive), /does not know the operation ReceiveMessage/);
  });

  it("hides a received message for the visibility timeout, then gives it again", async () => {
    const queues = await start({ Work: queue({ VisibilityTimeout: 60 }) });
    const work = arn(cloud, "Work");
    await queues.send(work, { body: "once" }, owner);
    const [first] = await queues.receive(work, 10, owner);
    assert.deepEqual(await queues.receive(work, 10, owner), []);
    assert.deepEqual(queues.counts(work), { visible: 0, delayed: 0, inFlight: 1 });
    pass(60);
    const [second] = await queues.receive(work, 10, owner);
    assert.equal(second?.attributes.ApproximateReceiveCount, "2");
    await queues.deleteMessages(work, [first?.receiptHandle ?? ""], owner);
    assert.equal(queues.counts(work).inFlight, 1, "an old handle deletes nothing");
    await queues.changeVisibility(work, second.receiptHandle, 0, owner);
    const [third] = await queues.receive(work, 10, owner);
    await queues.deleteMessages(work, [third?.receiptHandle ?? ""], owner);
    assert.deepEqual(queues.counts(work), { visible: 0, delayed: 0, inFlight: 0 });
  });

  it("delays, calls back when a message becomes visible, and forgets after the retention period", async () => {
    cloud = await aCloud({ modules: [sqsModule], resources: { Work: queue({ MessageRetentionPeriod: 60 }) } });
    const queues = cloud.service<Messaging>("sqs");
    const work = arn(cloud, "Work");
    const visible = new Promise<void>((resolve) => queues.onMessage(work, resolve));
    await queues.send(work, { body: "later", delaySeconds: 1 }, owner);
    assert.deepEqual(await queues.receive(work, 10, owner), []);
    await visible;
    assert.equal((await queues.receive(work, 10, owner)).length, 1);
  });

  it("drops what is older than the retention period", async () => {
    const queues = await start({ Work: queue({ MessageRetentionPeriod: 60 }) });
    await queues.send(arn(cloud, "Work"), { body: "old" }, owner);
    pass(61);
    assert.deepEqual(await queues.receive(arn(cloud, "Work"), 10, owner), []);
  });

  it("moves a message to the dead-letter queue after the maximum of receives", async () => {
    const RedrivePolicy = { deadLetterTargetArn: arnOf("Dead"), maxReceiveCount: 2 };
    const queues = await start({ Work: queue({ VisibilityTimeout: 10, RedrivePolicy }), Dead: queue() });
    const sent = await queues.send(arn(cloud, "Work"), { body: "poison" }, owner);
    for (let turn = 0; turn < 2; turn += 1) {
      assert.equal((await queues.receive(arn(cloud, "Work"), 10, owner)).length, 1);
      pass(11);
    }
    assert.deepEqual(await queues.receive(arn(cloud, "Work"), 10, owner), []);
    const [dead] = await queues.receive(arn(cloud, "Dead"), 10, owner);
    assert.equal(dead?.body, "poison");
    assert.equal(dead.messageId, sent.messageId);
  });

  it("gives one message to one of many who race for it", async () => {
    const queues = await start({ Work: queue() });
    const work = arn(cloud, "Work");
    await Promise.all(Array.from({ length: 50 }, (_, index) => queues.send(work, { body: `m${index}` }, owner)));
    const taken = (await Promise.all(Array.from({ length: 20 }, () => queues.receive(work, 10, owner)))).flat();
    assert.equal(new Set(taken.map(({ messageId }) => messageId)).size, taken.length);
  });

  it("asks the sender's policies, the queue policy and the queue's key", async () => {
    const key = { Type: "AWS::KMS::Key", Properties: { KeyPolicy: keyPolicy } };
    await start({
      Key: key,
      Work: queue({ KmsMasterKeyId: arnOf("Key") }),
      Nobody: aRole(),
      NoKey: aRole(allow("sqs:SendMessage", arnOf("Work"))),
      Sender: aRole(
        allow("sqs:SendMessage", arnOf("Work")),
        allow(["kms:GenerateDataKey", "kms:Decrypt"], arnOf("Key")),
      ),
    });
    const send = (role: string) =>
      client(cloud, role).send(new SendMessageCommand({ QueueUrl: cloud.ref("Work"), MessageBody: "canarybird" }));
    await assert.rejects(send("Nobody"), /not authorized to perform: sqs:SendMessage/);
    await assert.rejects(send("NoKey"), { name: "KmsAccessDenied" });
    assert.ok((await send("Sender")).MessageId);
    const folder = join(cloud.folder, "state", "sqs");
    for (const file of readdirSync(folder)) assert.ok(!readFileSync(join(folder, file)).includes("canarybird"));
    const [message] = await cloud.service<Messaging>("sqs").receive(arn(cloud, "Work"), 1, owner);
    assert.equal(message?.body, "canarybird");
  });
});

const keyPolicy = {
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
  ],
};
