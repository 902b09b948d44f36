import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, textOf } from "./a-browser.ts";
import { anEvent, aPortal } from "./a-portal.ts";

const address = "bob@partner.example";
const ways = ["", "/body", "/body?as=text", "/body?print=1", "/message.eml", "/attachments/0", "/attachments.zip"];

describe("a message counts as read", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  beforeEach(async () => {
    portal = await aPortal();
    browser = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password: "violet tractor hums" };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    const file = { name: "a.txt", type: "text/plain", size: 1, inline: false };
    portal.mailbox.put(aDeposit(), aView({ attachments: [file, file] }), [Buffer.from("a"), Buffer.from("b")]);
  });

  for (const way of ways) {
    it(`as soon as its content leaves, whatever page was skipped: ${way || "its page"}`, async () => {
      assert.equal((await browser.get(`/messages/m1${way}`)).status, 200);
      assert.equal(portal.mailbox.notes.filter((note) => note === "read m1").length, 1);
      await browser.get(`/messages/m1${way}`);
      assert.equal(portal.mailbox.notes.filter((note) => note === "read m1").length, 1);
    });

    it(`not by who asks for its head alone, nor by a browser that fetches ahead: ${way || "its page"}`, async () => {
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const head = await portal.call(anEvent("HEAD", `/messages/m1${way}`, { headers: { Cookie: cookie } }));
      assert.deepEqual([head.status, head.body.length], [200, 0]);
      const ahead = await browser.get(`/messages/m1${way}`, { "Sec-Purpose": "prefetch;prerender" });
      assert.deepEqual([ahead.status, textOf(ahead)], [425, ""]);
      assert.deepEqual(portal.mailbox.notes, []);
    });
  }
});
