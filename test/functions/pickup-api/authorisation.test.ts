import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { routes } from "../../../functions/pickup-api/routes/index.ts";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

const password = "violet tractor hums";
const secret = "words that only Bob may read";

/** Routes that need a session, with the ids of what is Bob's in their paths. */
const closed = routes.filter(({ roles }) => roles !== "anyone");

describe("every route of the pickup API that needs a session", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let bob: ReturnType<typeof aBrowser>;
  let eve: ReturnType<typeof aBrowser>;
  let ids: Readonly<Record<string, string>>;
  before(async () => {
    portal = await aPortal();
    const file = { name: "secret.txt", type: "text/plain", size: secret.length, inline: false };
    const view = aView({ subject: secret, text: secret, attachments: [file] });
    portal.mailbox.put(aDeposit({ subject: secret }), view, [Buffer.from(secret)]);
    [bob, eve] = [await signedIn("bob@partner.example"), await signedIn("eve@partner.example")];
    const form = hiddenFields(textOf(await bob.get("/messages/m1/reply")));
    const sent = await bob.post("/messages/m1/reply", { ...form, text: secret, do: "send" });
    const letterId = /\/sent\/([\w-]+)/.exec(sent.headers.location ?? "")?.[1] ?? "";
    await bob.post("/messages/m1/reply", { ...form, letter: "b".repeat(24), text: secret, do: "save" });
    ids = { messageId: "m1", number: "0", letterId, fileId: "x" };
  });
  const signedIn = async (address: string) => {
    const browser = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    return browser;
  };
  const state = () =>
    JSON.stringify([[...portal.mailbox.deposits], [...portal.mailbox.keys], [...portal.letters.keptLetters]]);
  const ask = async (browser: ReturnType<typeof aBrowser>, method: string, path: string) => {
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "x");
    if (method === "GET") return browser.get(url);
    const token = hiddenFields(textOf(await browser.get("/sign-in")))["form-token"];
    const form = token ?? hiddenFields(textOf(await browser.get("/inbox")))["form-token"] ?? "";
    const fields = { "form-token": form, letter: ids.letterId ?? "", kind: "reply", text: "x", do: "send", code: "1" };
    return browser.post(url, fields);
  };

  it("are there", () => assert.ok(closed.length > 25));

  for (const { method, path } of closed) {
    it(`shows and changes nothing of Bob's for anybody else: ${method} ${path}`, async () => {
      const admin = aBrowser(portal);
      admin.cookies.set("__Host-console", bob.cookies.get("__Host-session") ?? "");
      admin.cookies.set("__Host-session", "a".repeat(43));
      const before = state();
      for (const [who, browser] of [
        ["a stranger", aBrowser(portal)],
        ["an administrator", admin],
      ] as const) {
        const reply = await ask(browser, method, path);
        const toSignIn = reply.status === 303 && /\/sign-in/.test(reply.headers.location ?? "");
        assert.ok(
          toSignIn || (reply.status === 200 && /what you wrote is kept/.test(textOf(reply))),
          `${who}: ${reply.status}`,
        );
        assert.doesNotMatch(textOf(reply), new RegExp(secret));
      }
      const reply = await ask(eve, method, path);
      assert.equal(reply.body.includes(secret), false);
      assert.doesNotMatch(textOf(reply), new RegExp(secret));
      if (path.includes("{")) assert.ok([404, 400].includes(reply.status), `another recipient: ${reply.status}`);
      assert.equal(state(), before);
      if (path === "/account/sign-out-everywhere") eve = await signedIn("eve@partner.example");
    });
  }
});
