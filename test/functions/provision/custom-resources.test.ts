import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, beforeEach, describe, it } from "node:test";
import { createHandler } from "../../../functions/provision/create-handler.ts";
import type { ReceiptRuleSets } from "../../../src/gateway/active-rule-set.ts";

type Answer = Readonly<Record<string, string>>;

/** SES's one active set, as SES keeps it. */
class OneActiveSet implements ReceiptRuleSets {
  name: string | null = null;
  active = async () => this.name;
  activate = async (name: string | null) => {
    this.name = name;
  };
}

describe("custom resources", () => {
  const answers: { body: Answer; type: string | undefined }[] = [];
  const refusals: number[] = [];
  let server: Server;
  let url: string;
  let sets: OneActiveSet;
  let installed: number;

  before(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => {
        const refusal = refusals.shift();
        const body: Answer = JSON.parse(Buffer.concat(chunks).toString());
        if (refusal === undefined) answers.push({ body, type: request.headers["content-type"] });
        response.writeHead(refusal ?? 200).end();
      });
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer?signature=x`;
  });
  after(() => server.close());
  beforeEach(() => {
    answers.length = 0;
    refusals.length = 0;
    sets = new OneActiveSet();
    installed = 0;
  });

  const ask = async (
    event: Readonly<Record<string, unknown>>,
    installFirstSettings: () => Promise<void> = async () => {
      installed += 1;
    },
    remaining = 120_000,
  ): Promise<Answer> => {
    const handler = createHandler(() => ({ ruleSets: sets, installFirstSettings }));
    const common = { ResponseURL: url, StackId: "stack", RequestId: "request", LogicalResourceId: "Resource" };
    await handler({ ...common, ...event }, { getRemainingTimeInMillis: () => remaining });
    assert.equal(answers.length, 1);
    return answers[0]?.body ?? {};
  };
  const activeSet = (RequestType: string, more: Readonly<Record<string, unknown>> = {}) => ({
    RequestType,
    ResourceType: "Custom::ActiveReceiptRuleSet",
    ResourceProperties: { ServiceToken: "arn", RuleSetName: "ours" },
    ...more,
  });
  const firstSettings = (RequestType: string) => ({ RequestType, ResourceType: "Custom::FirstSettings" });

  it("makes our rule set the active one where none is", async () => {
    const answer = await ask(activeSet("Create"));
    assert.equal(sets.name, "ours");
    assert.deepEqual(answer, {
      Status: "SUCCESS",
      PhysicalResourceId: "ours",
      StackId: "stack",
      RequestId: "request",
      LogicalResourceId: "Resource",
    });
  });

  it("sends no content type, which the signed address does not cover", async () => {
    await ask(activeSet("Create"));
    assert.equal(answers[0]?.type, "");
  });

  it("refuses to displace a foreign active rule set and names it", async () => {
    sets.name = "their-mail";
    const answer = await ask(activeSet("Create"));
    assert.equal(sets.name, "their-mail");
    assert.equal(answer.Status, "FAILED");
    assert.match(answer.Reason ?? "", /"their-mail" is active and is not ours/);
  });

  it("replaces our own set under its former name", async () => {
    sets.name = "former";
    const answer = await ask(activeSet("Update", { OldResourceProperties: { RuleSetName: "former" } }));
    assert.equal(sets.name, "ours");
    assert.equal(answer.Status, "SUCCESS");
  });

  it("takes our set out of use on deletion", async () => {
    sets.name = "ours";
    await ask(activeSet("Delete", { PhysicalResourceId: "ours" }));
    assert.equal(sets.name, null);
  });

  it("leaves a foreign set active on deletion, also after a refused creation", async () => {
    sets.name = "their-mail";
    const answer = await ask(activeSet("Delete", { PhysicalResourceId: "Resource-not-created" }));
    assert.equal(sets.name, "their-mail");
    assert.equal(answer.Status, "SUCCESS");
  });

  it("writes the first settings on creation and update, and removes nothing on deletion", async () => {
    for (const type of ["Create", "Update", "Delete"]) {
      await ask(firstSettings(type));
      answers.length = 0;
    }
    assert.equal(installed, 2);
  });

  it("tells why it failed, within what CloudFormation takes", async () => {
    const answer = await ask(firstSettings("Create"), async () => {
      throw new Error(`table is gone ${"x".repeat(9000)}`);
    });
    assert.equal(answer.Status, "FAILED");
    assert.match(answer.Reason ?? "", /^Error: table is gone x+$/);
    assert.ok(JSON.stringify(answer).length < 4096);
  });

  it("answers also when its own making fails", async () => {
    const handler = createHandler(() => {
      throw new Error("missing or wrong environment variables: LEDGER_TABLE");
    });
    const event = {
      ...firstSettings("Create"),
      ResponseURL: url,
      StackId: "s",
      RequestId: "r",
      LogicalResourceId: "l",
    };
    await handler(event, { getRemainingTimeInMillis: () => 60_000 });
    assert.match(answers[0]?.body.Reason ?? "", /LEDGER_TABLE/);
  });

  it("fails with a reason before its own time is up", async () => {
    const answer = await ask(firstSettings("Create"), () => new Promise(() => {}), 20_500);
    assert.match(answer.Reason ?? "", /not done within 1 seconds?/);
  });

  it("refuses a resource type it does not know", async () => {
    const answer = await ask({ RequestType: "Create", ResourceType: "Custom::Other" });
    assert.equal(answer.Status, "FAILED");
  });

  it("answers again when CloudFormation's store refuses once", async () => {
    refusals.push(503);
    const answer = await ask(activeSet("Create"));
    assert.equal(answer.Status, "SUCCESS");
  });
});
