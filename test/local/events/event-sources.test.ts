import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { eventsModule } from "../../../local/events/module.ts";
import { functionsModule } from "../../../local/functions/module.ts";
import type { Messaging } from "../../../local/messaging/messaging.ts";
import { sqsModule } from "../../../local/messaging/modules.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { allow, aRole } from "../../support/a-role.ts";
import { someFunctions } from "../../support/some-functions.ts";

/** Appends each record's body and receive count to the file of its environment, then does as the body says. */
const worker = `import { appendFileSync } from "node:fs";
export const handler = async (event) => {
  if (event.source === "aws.events") return void appendFileSync(process.env.SEEN, event["detail-type"] + "\\n");
  for (const one of event.Records) appendFileSync(process.env.SEEN, one.body + " " + one.attributes.ApproximateReceiveCount + " " + one.eventSource + " " + one.eventSourceARN + "\\n");
  if (event.Records.some((one) => one.body === "throw")) throw new Error("refused");
  const failed = event.Records.filter((one) => one.body.startsWith("fail"));
  return { batchItemFailures: failed.map((one) => ({ itemIdentifier: one.messageId })) };
};`;

const poll = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];
const workArn = { "Fn::GetAtt": ["Work", "Arn"] };

type Options = {
  actions?: string[];
  reports?: boolean;
  more?: Record<string, { Type: string; Properties: Record<string, unknown> }>;
};

describe("a queue that feeds a function", () => {
  const start = async (t: TestContext, { actions = poll, reports = true, more = {} }: Options = {}) => {
    const code = someFunctions();
    const seen = join(code.assetFolder("."), "seen");
    const module = functionsModule(() => ({ assetFolder: code.assetFolder, localUrl: (value) => value }));
    const cloud = await aCloud({
      modules: [sqsModule, module, eventsModule],
      resources: {
        Role: aRole(allow(actions, workArn)),
        Dead: { Type: "AWS::SQS::Queue", Properties: { QueueName: "dead" } },
        Work: {
          Type: "AWS::SQS::Queue",
          Properties: {
            QueueName: "work",
            VisibilityTimeout: 1,
            RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["Dead", "Arn"] }, maxReceiveCount: 2 },
          },
        },
        Worker: code.declare("worker", worker, { Environment: { Variables: { SEEN: seen } } }),
        Source: {
          Type: "AWS::Lambda::EventSourceMapping",
          Properties: {
            EventSourceArn: workArn,
            FunctionName: { Ref: "Worker" },
            BatchSize: 10,
            ...(reports ? { FunctionResponseTypes: ["ReportBatchItemFailures"] } : {}),
          },
        },
        ...more,
      },
    });
    t.after(() => cloud.close());
    const lines = () => {
      try {
        return readFileSync(seen, "utf8").trim().split("\n");
      } catch {
        return [];
      }
    };
    return { cloud, lines };
  };
  const arn = (name: string) => `arn:aws:sqs:us-east-1:111122223333:${name}`;
  const send = async (cloud: ACloud, ...bodies: string[]) => {
    const client = new SQSClient({ ...cloud.client(), useQueueUrlAsEndpoint: false });
    const Entries = bodies.map((MessageBody, index) => ({ Id: `m${index}`, MessageBody }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: cloud.ref("Work"), Entries }));
  };
  const until = async (condition: () => boolean) => {
    const end = Date.now() + 20_000;
    while (!condition()) {
      if (Date.now() > end) assert.fail("it did not happen");
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const counts = (cloud: ACloud, name: string) => cloud.service<Messaging>("sqs").counts(arn(name));
  const empty = (cloud: ACloud) => {
    const { visible, delayed, inFlight } = counts(cloud, "work");
    return visible + delayed + inFlight === 0;
  };

  it("hands over records as AWS forms them and deletes what succeeded", async (t) => {
    const { cloud, lines } = await start(t);
    await send(cloud, "one", "two");
    await until(() => empty(cloud));
    assert.deepEqual(lines().sort(), [`one 1 aws:sqs ${arn("work")}`, `two 1 aws:sqs ${arn("work")}`]);
  });

  it("keeps only the failed part of a batch, brings it back after its visibility timeout, then to the dead letters", async (t) => {
    const { cloud, lines } = await start(t);
    await send(cloud, "good", "fail");
    await until(() => lines().length === 3);
    assert.match(lines()[2] ?? "", /^fail 2 /);
    await until(() => counts(cloud, "dead").visible === 1 && empty(cloud));
  });

  it("keeps a whole batch when the function throws", async (t) => {
    const { cloud, lines } = await start(t);
    await send(cloud, "throw", "other");
    await until(() => lines().some((line) => line.startsWith("other 2 ")));
  });

  it("takes every answer as a success where failures are not reported", async (t) => {
    const { cloud } = await start(t, { reports: false });
    await send(cloud, "fail");
    await until(() => empty(cloud));
  });

  it("does not start without the role's right to receive, in AWS's words", async (t) => {
    await assert.rejects(start(t, { actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes"] }), {
      message: `User: arn:aws:sts::111122223333:assumed-role/Sealgate-Role/worker is not authorized to perform: sqs:ReceiveMessage on resource: ${arn("work")} because no identity-based policy allows the sqs:ReceiveMessage action`,
    });
  });

  it("runs a schedule's function at the start when it permits EventBridge to call", async (t) => {
    const workerArn = { "Fn::GetAtt": ["Worker", "Arn"] };
    const { lines } = await start(t, {
      more: {
        Minutely: {
          Type: "AWS::Events::Rule",
          Properties: {
            ScheduleExpression: "rate(1 minute)",
            State: "ENABLED",
            Targets: [{ Arn: workerArn, Id: "T" }],
          },
        },
        Permission: {
          Type: "AWS::Lambda::Permission",
          Properties: {
            Action: "lambda:InvokeFunction",
            FunctionName: workerArn,
            Principal: "events.amazonaws.com",
            SourceArn: { "Fn::GetAtt": ["Minutely", "Arn"] },
          },
        },
      },
    });
    await until(() => lines().includes("Scheduled Event"));
  });

  it("does not start on a schedule it could not keep", async (t) => {
    const rule = { Type: "AWS::Events::Rule", Properties: { ScheduleExpression: "cron(0 12 * * ? *)" } };
    await assert.rejects(
      start(t, { more: { Noon: rule } }),
      /Noon: the schedule cron\(0 12 \* \* \? \*\) is not known/,
    );
  });
});
