import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Caller } from "../../../local/core/service.ts";
import type { Messaging } from "../../../local/messaging/messaging.ts";
import { sqsModule } from "../../../local/messaging/modules.ts";
import { aCloud } from "../../support/a-cloud.ts";
import { aCloudProcess, type CloudProcess } from "../../support/a-cloud-process.ts";

const owner: Caller = { kind: "owner", arn: "arn:aws:iam::111122223333:root" };
const resources = { Work: { Type: "AWS::SQS::Queue", Properties: { QueueName: "work" } } };

describe("a queue whose cloud is killed", () => {
  let cloud: CloudProcess;
  afterEach(() => cloud.close());

  it("still has every message that was acknowledged", async () => {
    const file = new URL("../../../local/messaging/modules.ts", import.meta.url).href;
    cloud = await aCloudProcess({ modules: [[file, "sqsModule"]], resources });
    const client = new SQSClient({ ...cloud.client(), useQueueUrlAsEndpoint: false });
    const acknowledged = new Set<string>();
    const sending = Array.from({ length: 40 }, async (_, index) => {
      const body = `message ${index}`;
      await client.send(new SendMessageCommand({ QueueUrl: cloud.ref("Work"), MessageBody: body }));
      acknowledged.add(body);
      if (acknowledged.size === 20) await cloud.kill();
    });
    await Promise.allSettled(sending);
    assert.ok(acknowledged.size >= 20);
    const after = await aCloud({ modules: [sqsModule], resources, folder: `${cloud.folder}/cloud` });
    const queues = after.service<Messaging>("sqs");
    const found: string[] = [];
    for (let batch = 0; batch < 10; batch += 1)
      found.push(
        ...(await queues.receive("arn:aws:sqs:us-east-1:111122223333:work", 10, owner)).map(({ body }) => body),
      );
    await after.close();
    for (const body of acknowledged) assert.ok(found.includes(body), body);
  });
});
