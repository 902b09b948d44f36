import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

const address = "bob@partner.example";
const day = 24 * 60 * 60 * 1000;

describe("the inbox and a message", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  const html = '<p>Hi</p><img src="https://pictures.example/a.png"><img src="http://pictures.example/b.png">';
  beforeEach(async () => {
    portal = await aPortal();
    browser = aBrowser(portal);
    const file = (name: string) => ({ name, type: "text/plain", size: 2, inline: false });
    portal.mailbox.put(aDeposit(), aView({ html, attachments: [file("a.txt"), file("a.txt")] }), [
      Buffer.from("hi"),
      Buffer.from("ho"),
    ]);
    const pair = await issueActivation(portal.context, portal.context.clock, { address });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password: "violet tractor hums" };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
  });

  it("finds messages by words of sender and subject, whatever their case and accents", async () => {
    portal.mailbox.put(aDeposit({ messageId: "m2", subject: "Réunion à Zürich", fromName: "Chloé" }), aView());
    const found = async (q: string) =>
      [...textOf(await browser.get(`/inbox?q=${encodeURIComponent(q)}`)).matchAll(/messages\/(m\d+)"/g)].map(
        ([, id]) => id,
      );
    assert.deepEqual(await found("reunion ZURICH"), ["m2"]);
    assert.deepEqual(await found("chloe"), ["m2"]);
    assert.deepEqual(await found("contract anna"), ["m1"]);
    assert.deepEqual(await found("contract zurich"), []);
    assert.deepEqual((await found("")).sort(), ["m1", "m2"]);
    for (const odd of ["\u0000", "<script>", "\u202e", "%", "x".repeat(900)]) {
      assert.match(textOf(await browser.get(`/inbox?q=${encodeURIComponent(odd)}`)), /No message was found|messages\//);
    }
  });

  it("pages through many messages, and says which end soon", async () => {
    for (let number = 0; number < 60; number += 1) {
      const at = new Date(Date.UTC(2026, 9, 1, 0, number)).toISOString();
      portal.mailbox.put(aDeposit({ messageId: `n${number}`, receivedAt: at }), aView());
    }
    const soon = new Date(Date.now() + 1.5 * day).toISOString();
    portal.mailbox.put(aDeposit({ messageId: "soon", expiresAt: soon }), aView());
    const seen = new Set<string>();
    let url: string | undefined = "/inbox";
    for (let count = 0; url !== undefined; count += 1) {
      assert.ok(count < 5);
      const page = textOf(await browser.get(url));
      for (const [, id = ""] of page.matchAll(/messages\/([\w]+)"/g)) seen.add(id);
      if (count === 0) assert.match(page, /Expires in 2 days/);
      url = /href="\/mpc(\/inbox\?page=[^"]+)">Older/.exec(page)?.[1];
    }
    assert.equal(seen.size, 62);
  });

  it("loads pictures from elsewhere only on request, over https, in its own document", async () => {
    const page = textOf(await browser.get("/messages/m1"));
    assert.match(page, /2 images/);
    const closed = await browser.get("/messages/m1/body");
    assert.doesNotMatch(textOf(closed), /pictures\.example/);
    assert.match(closed.headers["content-security-policy"] ?? "", /img-src data:;/);
    assert.match(textOf(await browser.get("/messages/m1?images=1")), /\/body\?images=1"/);
    const open = await browser.get("/messages/m1/body?images=1");
    assert.match(textOf(open), /src="https:\/\/pictures\.example\/a\.png"/);
    assert.doesNotMatch(textOf(open), /http:\/\/pictures/);
    assert.match(open.headers["content-security-policy"] ?? "", /default-src 'none'.*img-src data: https:;.*sandbox/);
    assert.doesNotMatch(
      (await browser.get("/messages/m1?images=1")).headers["content-security-policy"] ?? "",
      /https:/,
    );
  });

  it("gives all attachments in one archive, the header lines, and a page to print", async () => {
    const zip = await browser.get("/messages/m1/attachments.zip");
    assert.equal(zip.headers["content-type"], "application/zip");
    assert.deepEqual([zip.body.subarray(0, 2).toString(), zip.body.includes("a (2).txt")], ["PK", true]);
    assert.match(textOf(await browser.get("/messages/m1/headers")), /From: anna\.berger@northwind\.example/);
    assert.doesNotMatch(textOf(await browser.get("/messages/m1/headers")), /hello/);
    assert.match(
      textOf(await browser.get("/messages/m1/body?print=1")),
      /<h1 dir="auto">Your contract[\s\S]*<dt>From<\/dt>/,
    );
  });

  it("opens its view once for an archive, however many attachments it has", async () => {
    const { store } = portal.context.opening;
    const { getPart } = store;
    const opened: string[] = [];
    Object.assign(store, {
      getPart: async (context: Parameters<typeof getPart>[0]) => {
        opened.push(context.part);
        return getPart(context);
      },
    });
    assert.equal((await browser.get("/messages/m1/attachments.zip")).status, 200);
    assert.deepEqual(opened.filter((part) => part === "view").length, 1);
  });

  it("gives nothing of an archive when one attachment cannot be opened", async () => {
    portal.mailbox.parts.delete("m1/attachments/1");
    const zip = await browser.get("/messages/m1/attachments.zip");
    assert.notEqual(zip.status, 200);
    assert.equal(zip.body.includes("PK\u0003\u0004"), false);
  });

  it("goes for good when its reader deletes it, after being asked", async () => {
    const before = portal.mailbox.deposits.get(`${address}/m1`)?.removedAt;
    const asked = textOf(await browser.get("/messages/m1/delete"));
    assert.equal(portal.mailbox.deposits.get(`${address}/m1`)?.removedAt, before);
    const gone = await browser.post("/messages/m1/delete", hiddenFields(asked));
    assert.equal(gone.headers.location, "/mpc/inbox?deleted=1");
    assert.doesNotMatch(textOf(await browser.get("/inbox")), /messages\/m1/);
    for (const part of ["", "/body", "/attachments/0", "/attachments.zip", "/message.eml", "/headers", "/reply"]) {
      assert.equal((await browser.get(`/messages/m1${part}`)).status, 410, part);
    }
    assert.match(textOf(await browser.get("/messages/m1")), /You have deleted this message/);
    assert.equal(portal.mailbox.keys.has("m1/r1"), false);
  });
});
