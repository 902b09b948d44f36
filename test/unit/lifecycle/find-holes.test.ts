import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { judge } from "../../../src/gateway/judge.ts";
import { findHoles } from "../../../src/lifecycle/find-holes.ts";
import { readMessage } from "../../../src/mail/read-message.ts";
import type { JudgedMessage, JudgedMessages } from "../../../src/tracking/judged-messages.ts";
import { somePolicies } from "../../support/some-messages.ts";

const now = Date.parse("2026-11-23T12:00:00Z");
const from = "anna@northwind.example";
const lax = { ...somePolicies, policies: somePolicies.policies.filter(({ id }) => id !== "payment-cards") };
const version = { version: 1, publishedAt: "", publishedBy: "", note: "", policySet: somePolicies };

describe("what would go out in clear", () => {
  let card: unknown;
  let plain: unknown;
  before(async () => {
    const judged = async (text: string) => {
      const raw = `From: ${from}\r\nTo: bob@partner.example\r\nSubject: Card\r\n\r\n${text}\r\n`;
      const pending = [{ messageId: "m", recipientId: "r", address: "bob@partner.example", state: "pending" as const }];
      const receivedAt = new Date(now).toISOString();
      return JSON.parse(
        JSON.stringify(
          (await judge(await readMessage(Buffer.from(raw)), { from, receivedAt }, pending, version)).stored,
        ),
      ) as unknown;
    };
    card = await judged("4111 1111 1111 1111");
    plain = await judged("hello");
  });

  /** A ledger of so many messages, one a minute, each hundredth from the `open`th on with a card number. */
  const past = (count: number, open = 0): { judged: JudgedMessages; read: () => number } => {
    let pages = 0;
    const at = (number: number): JudgedMessage & { after: string } => ({
      messageId: `m${number}`,
      receivedAt: new Date(now - number * 60_000).toISOString(),
      envelopeFrom: from,
      subject: `Invoice ${number}`,
      policyVersion: 1,
      judgement: number >= open && number % 100 === 99 ? card : plain,
      after: `${number + 1}`,
    });
    const page: JudgedMessages["page"] = async ({ limit, cursor = "0" }) => {
      pages += 1;
      const first = Number(cursor);
      const messages = Array.from({ length: Math.min(limit, count - first) }, (_, index) => at(first + index));
      return { messages, ...(first + limit < count && { cursor: `${first + limit}` }) };
    };
    return { judged: { page }, read: () => pages };
  };
  const still = { now: () => new Date(now) };

  it("is found behind thousands of harmless messages", async () => {
    const { holes, looked } = await findHoles({ ...past(5_000, 4_900), clock: still }, lax, somePolicies);
    assert.deepEqual(holes, ["Invoice 4999 to bob@partner.example"]);
    assert.deepEqual(looked, { messages: 5_000, since: "2026-11-16T12:00:00.000Z", isWhole: true });
  });

  it("is nothing where the policies protect as much as before", async () => {
    const { holes } = await findHoles({ ...past(300), clock: still }, somePolicies, somePolicies);
    assert.deepEqual(holes, []);
  });

  it("is looked for no further once there is enough to say no", async () => {
    const ledger = past(50_000);
    const { holes, looked } = await findHoles({ ...ledger, clock: still }, lax, somePolicies);
    assert.equal(holes.length, 100);
    assert.deepEqual([looked.isWhole, ledger.read()], [false, 100]);
  });

  it("is looked for in bounded time, and how far back is said", async () => {
    const ledger = past(50_000, 40_000);
    const passing = { now: () => new Date(now + ledger.read() * 1_000) };
    const { holes, looked } = await findHoles({ ...ledger, clock: passing }, lax, somePolicies);
    assert.deepEqual(holes, []);
    assert.deepEqual(looked, { messages: 1_200, since: new Date(now - 1_199 * 60_000).toISOString(), isWhole: false });
  });
});
