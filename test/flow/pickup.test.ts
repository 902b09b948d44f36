import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { DynamoDeposits } from "../../src/aws/dynamodb-deposits.ts";
import { depositItemOf } from "../../src/aws/ledger-items.ts";
import { hiddenFields } from "../functions/pickup-api/a-browser.ts";
import { gatewayDomain } from "../support/a-gateway.ts";
import { aMailbox } from "../support/a-mailbox.ts";

const bob = "bob@partner.example";
const carol = "carol@partner.example";
const many = 120;

describe("a mailbox over the real tables", () => {
  let mailbox: Awaited<ReturnType<typeof aMailbox>>;
  let browser: Awaited<ReturnType<typeof mailbox.activated>>;
  const ids: string[] = [];
  const minute = (number: number) => new Date(Date.UTC(2026, 10, 22, 9, number)).toISOString();
  before(async () => {
    mailbox = await aMailbox();
    for (let number = 0; number < many; number += 1) {
      mailbox.gateway.setTime(minute(number));
      const subject = number % 40 === 3 ? `=?utf-8?q?R=C3=A9union_${number}_=C3=A0_Z=C3=BCrich?=` : `Invoice ${number}`;
      const last = ids.at(-1);
      // One in ten is sealed as it would be; the others are copies of the one before under ids of their own.
      if (last === undefined || number % 10 === 3) ids.push(await mailbox.seal({ subject }));
      else ids.push(await copyOf(last, { subject, receivedAt: minute(number) }));
    }
    mailbox.gateway.setTime(minute(many));
    browser = await mailbox.activated(bob);
    await mailbox.seal({ subject: "For Carol alone" }, { to: [`carol=partner.example@${gatewayDomain}`] });
  });
  after(() => mailbox.gateway.close());

  const copyOf = async (messageId: string, change: { subject: string; receivedAt: string }) => {
    const { client, name: TableName } = mailbox.gateway.table;
    const original = await new DynamoDeposits(client, TableName).find(bob, messageId);
    assert.ok(original);
    const copy = { ...original, ...change, messageId: `copy${randomUUID()}` };
    await client.send(new PutCommand({ TableName, Item: depositItemOf(copy) }));
    return copy.messageId;
  };
  const listed = (page: string) => [...page.matchAll(/href="\/mpc\/messages\/([\w.-]+)"/g)].map(([, id = ""]) => id);
  const older = (page: string) => /href="\/mpc(\/inbox\?page=[^"]+)">Older/.exec(page)?.[1]?.replaceAll("&amp;", "&");
  const walk = async (from: string, between: () => Promise<unknown> = async () => undefined) => {
    const pages: string[][] = [];
    for (let url: string | undefined = from; url !== undefined; ) {
      const page: string = await browser.page(url);
      pages.push(listed(page));
      url = older(page);
      await between();
    }
    return pages;
  };

  it("lists every message once, newest first, 25 to a page", async () => {
    const pages = await walk("/inbox");
    assert.deepEqual(
      pages.map((page) => page.length),
      [25, 25, 25, 25, 20],
    );
    assert.deepEqual(pages.flat(), ids.toReversed());
  });

  it("finds messages by words whatever their case and accents, however old they are", async () => {
    const pages = await walk(`/inbox?q=${encodeURIComponent("ZURICH anna reunion")}`);
    assert.deepEqual(
      pages.flat(),
      [83, 43, 3].map((number) => ids[number]),
    );
    assert.deepEqual((await walk("/inbox?q=carol+alone")).flat(), []);
  });

  it("shows each message once when others come and go while one turns the pages", async () => {
    const deposits = new DynamoDeposits(mailbox.gateway.table.client, mailbox.gateway.table.name);
    const gone = ids[0] ?? "";
    let turned = 0;
    const pages = await walk("/inbox", async () => {
      turned += 1;
      if (turned === 1) ids.push(await mailbox.seal({ subject: "Just now" }));
      const last = turned === 2 ? await deposits.find(bob, gone) : null;
      if (last !== null) await deposits.remove(last, mailbox.gateway.ports.clock.now());
    });
    assert.deepEqual(pages.flat(), ids.slice(1, many).toReversed());
    assert.equal(listed(await browser.page("/inbox"))[0], ids.at(-1));
  });

  it("stays one's own whatever is put in place of a page's end", async () => {
    const end = Buffer.from(
      new URLSearchParams(older(await browser.page("/inbox"))?.split("?")[1]).get("page") ?? "",
      "base64url",
    );
    const key = JSON.parse(end.toString()) as Record<string, string>;
    const carols = Object.fromEntries(Object.entries(key).map(([name, value]) => [name, value.replaceAll(bob, carol)]));
    const ends = [
      JSON.stringify(carols),
      JSON.stringify({ ...key, day: `INBOX#${carol}`, pk: `INBOX#${carol}` }),
      "{}",
      '{"pk":"x"}',
      "[]",
      "null",
      '{"sk":1}',
      "",
      "\u0000",
      JSON.stringify({ ...key, more: "x" }),
    ];
    for (const one of ends) {
      const reply = await browser.get(`/inbox?page=${Buffer.from(one).toString("base64url")}`);
      assert.ok(reply.status < 500, `${one}: ${reply.status}`);
      assert.doesNotMatch(reply.body.toString(), /For Carol alone/);
    }
  });

  it("opens what was sealed, notes that it was read, and has it gone when its key is", async () => {
    const id = ids[113] ?? "";
    assert.match(await browser.page(`/messages/${id}/body`), /Card 4111 1111 1111 1111/);
    await browser.page(`/messages/${id}`);
    assert.ok((await mailbox.gateway.timelineOf(id)).includes("read"));
    for (const key of mailbox.gateway.keys.keys()) if (key.startsWith(`${id}/`)) mailbox.gateway.keys.delete(key);
    const reply = await browser.get(`/messages/${id}`);
    assert.equal(reply.status, 410);
  });

  it("tells its owner of an answer that came back, by mail and among what was sent, once", async () => {
    const id = ids[103] ?? "";
    const reply = `/messages/${id}/reply`;
    const form = hiddenFields(await browser.page(reply));
    const sent = await browser.post(reply, { ...form, text: "Thank you, Anna.", do: "send" });
    const copy = (sent.headers.location ?? "").replace("/mpc", "").replace("?now=1", "");
    assert.match(mailbox.mailTo("anna@company.example").raw, /Thank you, Anna\./);
    const before = mailbox.gateway.sent.length;
    for (const _ of [1, 2]) await mailbox.tell("anna@company.example", { kind: "bounced" });
    const told = mailbox.gateway.sent.slice(before);
    assert.deepEqual(
      told.map(({ to }) => to),
      [[bob]],
    );
    assert.match(String(told[0]?.raw), /could not be delivered|not delivered/i);
    assert.doesNotMatch(String(told[0]?.raw), /Thank you, Anna/);
    const page = await browser.page(copy);
    assert.match(page, /role="alert"/);
    assert.match(page, /anna@company\.example: 5\.1\.1 550 user unknown/);
  });
});
