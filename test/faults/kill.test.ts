import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { GetCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { TrackedMessageDetail } from "../../src/tracking/message-tracking.ts";
import { eventually, gatewayDomain } from "../support/a-sealgate.ts";
import { type ASealgateProcess, aSealgateProcess } from "../support/a-sealgate-process.ts";
import { findOnDisk } from "../support/find-on-disk.ts";

const minutes = 60_000;
const encoded = (address: string) => `${address.replace("@", "=")}@${gatewayDomain}`;

/** What was handed in, with a word in its body that stands nowhere else, and what must become of it. */
type Posted = {
  readonly messageId: string;
  readonly kind: Kind;
  readonly word: string;
  readonly expected: Record<string, string>;
};
type Kind = "clear" | "sealed" | "mixed" | "stranger";
const kinds: readonly Kind[] = ["sealed", "clear", "mixed", "sealed", "clear", "sealed", "stranger"];

describe("kill -9 of everything, again and again", () => {
  let sealgate: ASealgateProcess;
  const accepted: Posted[] = [];
  let killedAt = 0;
  let number = 0;
  before(async () => {
    sealgate = await aSealgateProcess();
  });
  after(() => sealgate.close());

  const killAndStart = async () => {
    killedAt = Date.now();
    await sealgate.kill();
    await sealgate.start();
  };

  /** Hands in one message; only what SMTP accepted counts. */
  const post = async (kind: Kind) => {
    number += 1;
    const word = `canary${randomBytes(9).toString("hex")}`;
    const partner = `p${number}@partner.example`;
    const colleague = `c${number}@company.example`;
    const isClear = kind === "clear" || kind === "stranger";
    const to =
      kind === "mixed" ? [encoded(partner), encoded(colleague), `bad${number}@${gatewayDomain}`] : [encoded(partner)];
    const raw = [
      "From: anna@company.example",
      `To: ${partner}`,
      `Subject: Number ${number}`,
      "",
      `${word} ${isClear ? "nothing" : "Card 4111 1111 1111 1111"}`,
      "",
    ].join("\r\n");
    const expected: Posted["expected"] =
      kind === "mixed"
        ? { [partner]: "sealed", [colleague]: "delivered", [`bad${number}@${gatewayDomain}`]: "returned" }
        : { [partner]: { clear: "delivered", sealed: "sealed", stranger: "refused" }[kind] };
    const from = `s${number}@company.example`;
    try {
      const messageId = await sealgate.now().send(raw, { to, from, ...(kind === "stranger" && { secret: null }) });
      accepted.push({ messageId, kind, word, expected });
    } catch {
      // It was killed before it answered: the sender's server still has the message.
    }
  };

  /** A quarter of an hour goes by for effects whose worker was killed. */
  const letEffectsAge = async () => {
    const { tables, place } = sealgate.now();
    const TableName = place.variables.LEDGER_TABLE;
    const due = await tables.send(
      new QueryCommand({
        TableName,
        IndexName: "due",
        KeyConditionExpression: "due_pk = :due",
        ExpressionAttributeValues: { ":due": "DUE" },
      }),
    );
    for (const { pk, sk } of due.Items ?? []) {
      const { Item } = await tables.send(new GetCommand({ TableName, Key: { pk, sk } }));
      if (Item?.state !== "sending" || Date.parse(Item.dueAt) > killedAt + 15 * minutes) continue;
      await tables.send(
        new UpdateCommand({
          TableName,
          Key: { pk, sk },
          UpdateExpression: "SET dueAt = :now, due_sk = :now",
          ConditionExpression: "dueAt = :before",
          ExpressionAttributeValues: { ":now": new Date().toISOString(), ":before": Item.dueAt },
        }),
      );
    }
  };

  it("accepts no message that it could lose: killed right after the 250, it has it when it comes back", async () => {
    await post("sealed");
    await killAndStart();
    await post("clear");
    await killAndStart();
    assert.equal(accepted.length, 2);
  });

  it("is killed at random moments while it works on many", async () => {
    for (let round = 0; round < 8 && (round < 4 || accepted.length < 10); round += 1) {
      const posting = Promise.all(kinds.map(post));
      await pause(300 + Math.random() * 1500 + round * 200);
      await killAndStart();
      await posting;
    }
    await letEffectsAge();
    assert.ok(accepted.length >= 10, `only ${accepted.length} messages were accepted`);
  });

  it("brings every accepted message to its end, each recipient to exactly theirs", async () => {
    const found: TrackedMessageDetail[] = [];
    for (const { messageId, expected } of accepted) {
      const detail = await sealgate.now().finished(messageId, 240);
      found.push(detail);
      assert.deepEqual(Object.fromEntries(detail.recipients.map(({ address, state }) => [address, state])), expected);
    }
    assert.equal(found.length, accepted.length);
  });

  it("has told everybody who must know, and sent nothing in clear that must be sealed", async () => {
    const { listed, rawOf, tracking } = sealgate.now();
    const mails = await Promise.all(
      (await listed()).map(async (mail) => ({ ...mail, raw: String(await rawOf(mail.id)) })),
    );
    for (const { messageId, kind, word, expected } of accepted) {
      const carrying = mails.filter(({ raw }) => raw.includes(word));
      for (const [address, state] of Object.entries(expected)) {
        const told = mails.filter(({ to }) => to.includes(address));
        if (state === "sealed") assert.ok(told.length >= 1, `no notice to ${address}`);
        if (state === "refused") assert.equal(told.length, 0);
        if (state !== "delivered")
          assert.deepEqual(
            carrying.filter(({ to }) => to.includes(address)),
            [],
          );
        else
          assert.ok(
            carrying.some(({ to }) => to.includes(address)),
            `no clear mail to ${address}`,
          );
      }
      const copies = carrying.length - new Set(carrying.flatMap(({ to }) => to)).size;
      const events = (await tracking.find(messageId))?.timeline.map(({ event }) => event) ?? [];
      if (copies > 0) assert.ok(events.includes("possibly-doubled"), `${messageId} left twice and nobody says so`);
      if (kind === "sealed" || kind === "stranger") assert.deepEqual(carrying, []);
    }
    const senders = accepted.filter(({ kind }) => kind === "sealed" || kind === "mixed");
    for (const { expected } of senders) {
      const sender = Object.keys(expected)[0]?.replace(/^p(\d+)@.*/, "s$1@company.example") ?? "";
      const subjects = mails.filter(({ to }) => to.includes(sender)).map(({ subject }) => subject);
      assert.ok(
        subjects.some((subject) => /^Your message was encrypted/.test(subject)),
        `${sender} was not told`,
      );
    }
  });

  it("has left no word of any message on the disk", async () => {
    const planted = mkdtempSync(join(tmpdir(), "sealgate-planted-"));
    const word = "canary-in-the-mine";
    for (let offset = 0; offset < 3; offset += 1) {
      writeFileSync(
        join(planted, String(offset)),
        `x${Buffer.from(`${"-".repeat(offset)}${word} and on`).toString("base64")}`,
      );
    }
    assert.equal(
      findOnDisk(planted, [word]).filter((line) => line.endsWith("as base64")).length,
      3,
      "the search finds words",
    );
    rmSync(planted, { recursive: true });
    // What was stored but never acknowledged is still its sender's: it lies there, encrypted, and is found by the hour.
    const isAccepted = (key: string) => accepted.some(({ messageId }) => key.endsWith(messageId));
    const isGone = async () => !(await sealgate.now().storedMail()).some(isAccepted);
    await eventually("the end of all raw mail", isGone, 150);
    const words = accepted.map((posted) => posted.word);
    assert.deepEqual(findOnDisk(sealgate.folder, [...words, "4111 1111 1111 1111"]), []);
  });
});
