import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { DynamoDeposits } from "../../../src/aws/dynamodb-deposits.ts";
import { openBytes } from "../../../src/pickup/open-message.ts";
import { aSenderPage } from "../../support/a-sender-page.ts";
import { inMemoryCoReaders } from "../../unit/accounts/in-memory-co-readers.ts";
import { aBrowser, textOf } from "./a-browser.ts";
import { anEvent } from "./a-portal.ts";

const bob = "bob@partner.example";
const carol = "carol@other.example";

describe("the sender's page", () => {
  let place: Awaited<ReturnType<typeof aSenderPage>>;
  let browser: ReturnType<typeof aBrowser>;
  let deposits: DynamoDeposits;
  before(async () => {
    place = await aSenderPage();
    deposits = new DynamoDeposits(place.gateway.table.client, place.gateway.table.name);
  });
  beforeEach(() => {
    browser = aBrowser(place.portal);
  });
  after(() => place.gateway.close());

  const codeMailed = async () =>
    /Code: (\d{4} \d{4})/.exec((await place.lastMailTo("anna@company.example")).text)?.[1] ?? "";
  const enter = async (path: string, who = browser) => {
    await who.submit(path, `${path}/code`, {});
    const reply = await who.submit(`${path}?code=sent`, `${path}/open`, { code: await codeMailed() });
    assert.deepEqual([reply.status, reply.headers.location], [303, `/mpc${path}`]);
  };
  const act = (path: string, what: string, recipient = "all") =>
    browser.submit(path, `${path}/act`, { what, recipient });
  const idOf = async (messageId: string, address: string) =>
    (await place.gateway.ports.ledger.recipients(messageId)).find((each) => each.address === address)?.recipientId ??
    "";
  const ledgerOf = async (messageId: string) => {
    const { ledger } = place.gateway.ports;
    const recipients = await ledger.recipients(messageId);
    return {
      states: recipients.map(({ address, state }) => `${address} ${state}`).sort(),
      deposits: await Promise.all(recipients.map(({ address }) => ledger.deposit(address, messageId))),
      timeline: await place.gateway.timelineOf(messageId),
    };
  };
  const open = (address: string, messageId: string) => {
    const { sealed: store, sealer, keys, clock } = place.gateway.ports;
    const asker = { address, name: "", strong: false };
    const ports = { deposits, coReaders: inMemoryCoReaders(), opening: { store, sealer, keys } };
    return openBytes(ports, clock.now(), { asker, messageId }, "view");
  };

  it("shows by its link alone a reference that stands on the mail, and nothing else", async () => {
    const { path } = await place.seal([bob], { subject: "Your salary" });
    const mail = await place.lastMailTo("anna@company.example");
    const reference = /Reference: (\w{4}-\w{4})/.exec(mail.text)?.[1] ?? "none";
    const html = textOf(await browser.get(path));
    assert.match(html, new RegExp(reference));
    assert.match(html, /Send me a code/);
    assert.doesNotMatch(html, /salary|bob@|anna@|4111/i);
  });

  it("opens with the mailed code, and tells each recipient's story without content", async () => {
    const { path, messageId } = await place.seal([bob, carol], { subject: "Your booking" });
    await enter(path);
    const cookie = browser.cookies.get("__Host-sender");
    assert.ok(cookie && cookie.length >= 43);
    const deposit = await deposits.find(bob, messageId);
    assert.ok(deposit);
    await deposits.markRead(deposit, { address: deposit.address }, place.gateway.ports.clock.now());
    const html = textOf(await browser.get(path));
    assert.match(html, /Your booking/);
    assert.match(html, /bob@partner\.example[\s\S]*Opened/);
    assert.match(html, /The policy “Payment card numbers” applies/);
    assert.doesNotMatch(html, /4111|\b\d+\.\d+\.\d+\.\d+\b/, "neither content nor an IP address");
  });

  it("is changed by nothing that opens its link, nor by a POST without the code", async () => {
    const { path, messageId } = await place.seal([bob]);
    const before = await ledgerOf(messageId);
    const mails = place.gateway.sent.length;
    for (const method of ["GET", "HEAD"])
      for (const url of [
        path,
        `${path}?code=sent`,
        `${path}?did=recalled`,
        `${path}/act`,
        `${path}/code`,
        `${path}/open`,
      ])
        await place.portal.call(anEvent(method, url));
    for (const what of ["suspend", "resume", "recall", "resend"]) {
      const reply = await act(path, what);
      assert.deepEqual([reply.status, reply.headers.location], [303, `/mpc${path}`]);
    }
    await browser.submit(path, `${path}/extend`, { days: "365" });
    await browser.submit(path, `${path}/leave`, {});
    assert.deepEqual(await ledgerOf(messageId), before);
    assert.equal(place.gateway.sent.length, mails);
  });

  it("refuses POST that our page did not send", async () => {
    const { path } = await place.seal([bob]);
    await enter(path);
    assert.equal((await browser.post(`${path}/act`, { what: "recall" })).status, 403);
    const foreign = await browser.post(`${path}/act`, { what: "recall" }, { "Sec-Fetch-Site": "cross-site" });
    assert.equal(foreign.status, 403);
  });

  it("takes a code five times at most, once, for ten minutes, and only the newest", async () => {
    const { path } = await place.seal([bob]);
    const typed = async (code: string) =>
      (await browser.submit(`${path}?code=sent`, `${path}/open`, { code })).headers.location;
    const wrong = `/mpc${path}?code=wrong`;
    assert.equal(await typed("12345678"), wrong, "no code was asked for");
    await browser.submit(path, `${path}/code`, {});
    const first = await codeMailed();
    await browser.submit(path, `${path}/code`, {});
    const second = await codeMailed();
    assert.equal(await typed(first), wrong);
    for (let tries = 2; tries <= 5; tries += 1) assert.equal(await typed("00000000"), wrong);
    assert.equal(await typed(second), wrong, "five tries were used up");
    await browser.submit(path, `${path}/code`, {});
    const third = await codeMailed();
    assert.equal(await typed(` ${third.replace(" ", "-")} `), `/mpc${path}`);
    assert.equal(await typed(third), wrong, "it works once");
  });

  it("sends no more than five codes an hour, and says the same", async () => {
    const { path } = await place.seal([bob]);
    const before = place.gateway.sent.length;
    for (let count = 1; count <= 8; count += 1) {
      const reply = await browser.submit(path, `${path}/code`, {});
      assert.equal(reply.headers.location, `/mpc${path}?code=sent`);
    }
    assert.equal(place.gateway.sent.length - before, 5);
  });

  it("keeps a session to its message", async () => {
    const one = await place.seal([bob]);
    const other = await place.seal([bob]);
    await enter(one.path);
    assert.match(textOf(await browser.get(other.path)), /Send me a code/);
    await act(other.path, "recall");
    assert.deepEqual((await ledgerOf(other.messageId)).states, [`${bob} sealed`]);
    await act(one.path, "recall");
    assert.deepEqual((await ledgerOf(one.messageId)).states, [`${bob} recalled`]);
  });

  it("ends its session after 15 minutes, and when it is closed", async () => {
    const { path } = await place.seal([bob]);
    await enter(path);
    const start = place.gateway.ports.clock.now().getTime();
    place.gateway.setTime(new Date(start + 14 * 60_000).toISOString());
    assert.match(textOf(await browser.get(path)), /Recall/);
    place.gateway.setTime(new Date(start + 16 * 60_000).toISOString());
    assert.match(textOf(await browser.get(path)), /Send me a code/);
    await enter(path);
    const kept = new Map(browser.cookies);
    await browser.submit(path, `${path}/leave`, {});
    for (const [name, value] of kept) browser.cookies.set(name, value);
    assert.match(textOf(await browser.get(path)), /Send me a code/, "it ended on the server");
  });

  it("pauses reading and lets it go on, with the keys kept", async () => {
    const { path, messageId } = await place.seal([bob]);
    await enter(path);
    const keys = place.gateway.keys.size;
    const paused = await act(path, "suspend");
    assert.match(paused.headers.location ?? "", /did=suspended&count=1/);
    assert.equal((await open(bob, messageId)).outcome, "suspended");
    assert.match(textOf(await browser.get(path)), /Paused/);
    assert.match((await act(path, "suspend")).headers.location ?? "", /count=0/, "twice changes nothing");
    await act(path, "resume");
    assert.equal((await open(bob, messageId)).outcome, "found");
    assert.equal(place.gateway.keys.size, keys);
    assert.deepEqual(
      (await ledgerOf(messageId)).timeline.filter((event) => /suspend|resume/.test(event)),
      ["suspended", "resumed"],
    );
  });

  it("recalls for one recipient: that key goes, the other still opens", async () => {
    const { path, messageId } = await place.seal([bob, carol]);
    await enter(path);
    await act(path, "recall", await idOf(messageId, bob));
    assert.equal((await open(bob, messageId)).outcome, "recalled");
    assert.equal((await open(carol, messageId)).outcome, "found");
    const left = [...place.gateway.keys.keys()].filter((key) => key.startsWith(messageId));
    assert.deepEqual(left, [`${messageId}/${await idOf(messageId, carol)}`]);
    assert.match(textOf(await browser.get(path)), /Recalled[\s\S]*Keys destroyed/);
  });

  it("recalls for all: keys go, then what they opened, and it says who had read before", async () => {
    const { path, messageId } = await place.seal([bob, carol]);
    const deposit = await deposits.find(bob, messageId);
    assert.ok(deposit);
    await deposits.markRead(deposit, { address: deposit.address }, place.gateway.ports.clock.now());
    await enter(path);
    const reply = await act(path, "recall");
    assert.match(reply.headers.location ?? "", /did=recalled&count=2&opened=1/);
    const html = textOf(await browser.get(reply.headers.location?.replace("/mpc", "") ?? ""));
    assert.match(html, /Recalled for 2 recipients\. One had already opened it\./);
    assert.match(html, /It had already been opened at .*What was read stays read\./);
    const { states, timeline } = await ledgerOf(messageId);
    assert.deepEqual(states, [`${bob} recalled`, `${carol} recalled`]);
    assert.deepEqual(timeline.slice(-2), ["keys-destroyed", "keys-destroyed"]);
    assert.ok(
      ![...place.gateway.keys.keys(), ...place.gateway.sealedObjects.keys()].some((key) => key.startsWith(messageId)),
    );
  });

  it("recalls once, however many ask at the same time", async () => {
    const { path, messageId } = await place.seal([bob]);
    await enter(path);
    const replies = await Promise.all(Array.from({ length: 8 }, () => act(path, "recall")));
    const counts = replies.map(({ headers }) => /count=(\d)/.exec(headers.location ?? "")?.[1]).sort();
    assert.deepEqual(counts, ["0", "0", "0", "0", "0", "0", "0", "1"]);
    assert.equal((await ledgerOf(messageId)).timeline.filter((event) => event === "recalled").length, 1);
    assert.match((await act(path, "resume")).headers.location ?? "", /count=0/, "nothing brings it back");
    assert.equal((await open(bob, messageId)).outcome, "recalled");
  });

  it("destroys the keys later when that fails at first, and says that it is still to be done", async () => {
    const { path, messageId } = await place.seal([bob]);
    await enter(path);
    const { remover } = place.gateway.ports;
    const destroyKey = remover.destroyKey;
    remover.destroyKey = () => Promise.reject(new Error("S3 is away"));
    await act(path, "recall");
    remover.destroyKey = destroyKey;
    assert.equal((await open(bob, messageId)).outcome, "recalled", "it cannot be opened at once");
    assert.match(textOf(await browser.get(path)), /Keys destroyed[\s\S]*being done now/);
    const { keepHouse } = await import("../../../src/gateway/keep-house.ts");
    place.gateway.setTime(new Date(place.gateway.ports.clock.now().getTime() + 5 * 60_000).toISOString());
    await keepHouse(place.gateway.ports);
    assert.ok(![...place.gateway.keys.keys()].some((key) => key.startsWith(messageId)));
  });

  for (const [days, changed] of [
    ["60", 1],
    ["365", 1],
    ["30", 0],
    ["366", 0],
    ["0", 0],
    ["-5", 0],
    ["1e2x", 0],
    ["", 0],
  ] as const)
    it(`keeps a message longer when asked for "${days}" days from receipt: ${changed === 1}`, async () => {
      const { path, messageId } = await place.seal([bob]);
      await enter(path);
      const before = (await deposits.find(bob, messageId))?.expiresAt;
      const reply = await browser.submit(path, `${path}/extend`, { days });
      assert.match(reply.headers.location ?? "", new RegExp(`did=extended&count=${changed}`));
      const deposit = await deposits.find(bob, messageId);
      const expected = new Date(Date.parse(deposit?.receivedAt ?? "") + Number(days) * 86_400_000);
      assert.equal(deposit?.expiresAt, changed === 1 ? expected.toISOString() : before);
    });

  it("sends the notice again, with new secrets, not more often than every ten minutes", async () => {
    const { path, messageId } = await place.seal([bob]);
    const first = await place.lastMailTo(bob);
    await enter(path);
    await act(path, "resend", await idOf(messageId, bob));
    const second = await place.lastMailTo(bob);
    assert.equal(second.subject, first.subject);
    assert.notEqual(second.text, first.text);
    const before = place.gateway.sent.length;
    assert.match((await act(path, "resend")).headers.location ?? "", /did=resent&count=0/);
    assert.equal(place.gateway.sent.length, before);
  });
});
