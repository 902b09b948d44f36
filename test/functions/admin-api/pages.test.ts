import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { messageAnswer, messagesAnswer } from "../../../src/contracts/admin-api/messages.ts";
import { policiesAnswer } from "../../../src/contracts/admin-api/policies.ts";
import { type ABrowser, type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";
import { aTrackedMessage, somePolicies } from "../../support/some-messages.ts";

describe("what the console's pages read", () => {
  let api: AnAdminApi;
  let owner: ABrowser;
  before(async () => {
    api = await anAdminApi();
    owner = api.browser();
    await owner.signInFirstTime("admin", await api.first());
  });
  after(() => api.close());

  it("says that there are no policies before the first version", async () => {
    const told = await owner.ask({ path: "/api/policies" });
    assert.deepEqual([told.status, told.json.code], [404, "no-policies"]);
  });

  it("shows the policies in force in their order, in plain words, with since when and by whom", async () => {
    const at = new Date("2026-11-22T10:00:00Z");
    await api.context.policies.publish({ basedOn: 0, policySet: somePolicies, by: "installation", at, note: "first" });
    const answer = policiesAnswer.parse((await owner.ask({ path: "/api/policies" })).json);
    assert.deepEqual(
      answer.policies.map(({ id, status }) => [id, status]),
      [
        ["subject-trigger", "active"],
        ["payment-cards", "active"],
        ["social-security-numbers", "active"],
        ["spreadsheets", "active"],
      ],
    );
    assert.ok(answer.policies.every(({ sentence }) => sentence.length > 20));
    assert.deepEqual([answer.version, answer.publishedBy, answer.otherwise], [1, "installation", "send"]);
    assert.equal(answer.publishedAt, at.toISOString());
  });

  it("lists messages newest first and goes on where the page ended", async () => {
    for (const hour of [10, 11, 12]) {
      await aTrackedMessage(api.ledger, `m${hour}`, { receivedAt: `2026-11-22T${hour}:00:00.000Z` });
    }
    const first = messagesAnswer.parse((await owner.ask({ path: "/api/messages?limit=2" })).json);
    assert.deepEqual(
      first.messages.map(({ id }) => id),
      ["m12", "m11"],
    );
    const path = `/api/messages?limit=2&cursor=${encodeURIComponent(first.cursor ?? "")}`;
    const second = messagesAnswer.parse((await owner.ask({ path })).json);
    assert.deepEqual(
      second.messages.map(({ id }) => id),
      ["m10"],
    );
    assert.deepEqual(
      second.messages[0]?.recipients.map(({ disposition, state }) => [disposition, state]),
      [
        ["encrypt", "sealed"],
        ["send", "delivered"],
      ],
    );
  });

  it("refuses pages that cannot be", async () => {
    assert.equal((await owner.ask({ path: "/api/messages?limit=101" })).status, 400);
    assert.equal((await owner.ask({ path: "/api/messages?limit=x" })).status, 400);
    assert.equal((await owner.ask({ path: "/api/messages?cursor=made-up" })).json.code, "cursor");
  });

  it("tells of one message who got what, why, what was noticed and what happened", async () => {
    await aTrackedMessage(api.ledger, "whole");
    const message = messageAnswer.parse((await owner.ask({ path: "/api/messages/whole" })).json);
    const [bob, carol] = message.recipients;
    assert.deepEqual([bob?.address, bob?.disposition, bob?.trace], ["bob@partner.example", "encrypt", 0]);
    assert.deepEqual([carol?.address, carol?.disposition, carol?.trace], ["carol@northwind.example", "send", 1]);
    assert.equal(message.reasoning, "kept");
    assert.match(JSON.stringify(message.traces[0]), /\*\*\*\* 1111/);
    assert.doesNotMatch(JSON.stringify(message), /4111/);
    assert.deepEqual(
      message.findings.map(({ kind }) => kind),
      ["no-text"],
    );
    assert.ok(message.timeline.some(({ event, recipient }) => event === "sealed" && recipient === bob?.address));
  });

  it("hides what was matched and compared from the help desk", async () => {
    const desk = api.browser();
    await desk.signInFirstTime("desk", await api.person("desk", "help-desk"));
    const message = messageAnswer.parse((await desk.ask({ path: "/api/messages/whole" })).json);
    const told = JSON.stringify(message.traces);
    assert.match(told, /payment card/i);
    assert.doesNotMatch(told, /1111|evidence|compared/);
  });

  it("knows no message of another id, whatever the id", async () => {
    for (const id of ["unknown", "%2e%2e", "a%2Fb", encodeURIComponent("M#whole")]) {
      assert.equal((await owner.ask({ path: `/api/messages/${id}` })).status, 404);
    }
  });

  it("answers unknown routes and methods with a problem", async () => {
    assert.equal((await owner.ask({ path: "/api/nothing" })).json.code, "not-found");
    assert.equal((await owner.ask({ method: "DELETE", path: "/api/policies" })).json.code, "method-not-allowed");
  });
});
