import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { routes } from "../../../functions/pickup-api/routes/index.ts";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { issueMessageLink } from "../../../src/accounts/issue-message-link.ts";
import { issueSenderLink } from "../../../src/sender/access.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, hiddenFields, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

type Browser = ReturnType<typeof aBrowser>;

const password = "violet tractor hums";
const bobs = "bob@partner.example";
const secret = "words that only Bob may read";

describe("every route of the pickup API", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let bob: Browser;
  let eve: Browser;
  /** Has Bob's password, and no code of his generator. */
  let thief: Browser;
  let ids: Readonly<Record<string, string>>;
  let tokens: readonly string[];
  before(async () => {
    portal = await aPortal();
    const file = { name: "secret.txt", type: "text/plain", size: secret.length, inline: false };
    const view = aView({ subject: secret, text: secret, attachments: [file] });
    portal.mailbox.put(aDeposit({ subject: secret }), view, [Buffer.from(secret)]);
    [bob, eve] = [await activated(bobs), await activated("eve@partner.example")];
    const form = hiddenFields(textOf(await bob.get("/messages/m1/reply")));
    const sent = await bob.post("/messages/m1/reply", { ...form, text: secret, do: "send" });
    const letterId = /\/sent\/([\w-]+)/.exec(sent.headers.location ?? "")?.[1] ?? "";
    await bob.post("/messages/m1/reply", { ...form, letter: "b".repeat(24), text: secret, do: "save" });
    ids = { messageId: "m1", number: "0", letterId, fileId: "x" };
    const generator = { secret: "A".repeat(32), lastStep: 0, since: "2026-11-01T00:00:00.000Z" };
    await portal.context.accounts.setGenerator(bobs, generator, { "a-recovery-code": true });
    thief = aBrowser(portal);
    await thief.submit("/sign-in", "/sign-in", { address: bobs, password });
    const expiresAt = new Date("2099-01-01");
    const about = { address: bobs, messageId: "m1" };
    tokens = [
      (await issueActivation(portal.context, portal.context.clock, about)).token,
      await issueMessageLink(portal.context, portal.context.clock, { ...about, expiresAt }),
      await issueSenderLink(portal.context, portal.context.clock, "m1"),
      "none",
    ];
  });
  const activated = async (address: string) => {
    const browser = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    return browser;
  };
  /** A browser with an administrator's cookie, and the same token where a recipient's belongs. */
  const admin = () => {
    const browser = aBrowser(portal);
    browser.cookies.set("__Host-console", "a".repeat(43));
    browser.cookies.set("__Host-session", "a".repeat(43));
    return browser;
  };
  /** All that is Bob's: content, keys, letters, account, open links. */
  const state = () => {
    const { accounts, open, activations } = portal.accounts.state;
    const { deposits, keys, notes } = portal.mailbox;
    const { keptLetters, sealedLetters } = portal.letters;
    const own = [accounts.get(bobs), open.get(bobs), [...activations].filter(([, { address }]) => address === bobs)];
    return JSON.stringify([own, [...deposits], [...keys], notes, [...keptLetters], [...sealedLetters.keys()]]);
  };
  const formTokenOf = async (browser: Browser) => {
    for (const page of ["/sign-in", "/inbox", "/second-factor"]) {
      const token = hiddenFields(textOf(await browser.get(page)))["form-token"];
      if (token !== undefined) return token;
    }
    return "";
  };
  const ask = async (browser: Browser, method: string, path: string, token = "none") => {
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => (name === "token" ? token : (ids[name] ?? "x")));
    if (method === "GET") return browser.get(url);
    const letter = { letter: ids.letterId ?? "", kind: "reply", text: "x", do: "send" };
    const account = {
      address: bobs,
      name: "Eve",
      current: "x",
      password: "x",
      id: "x",
      recipient: "all",
      what: "recall",
    };
    const fields = { "form-token": await formTokenOf(browser), code: "1", days: "1", ...letter, ...account };
    // The limit of attempts from one place has tests of its own.
    portal.accounts.state.counts.clear();
    return browser.post(url, fields);
  };
  const isEmpty = (reply: Awaited<ReturnType<typeof ask>>, who: string) => {
    assert.equal(reply.body.includes(secret), false, who);
    assert.doesNotMatch(textOf(reply), new RegExp(secret), who);
  };

  it("is looked at by the tests below", () => {
    assert.ok(routes.filter(({ roles }) => roles !== "anyone").length > 30);
    assert.ok(routes.filter(({ roles }) => roles === "anyone").length > 15);
  });

  for (const { method, path } of routes.filter(({ roles }) => roles !== "anyone")) {
    it(`shows and changes nothing of Bob's for anybody else: ${method} ${path}`, async () => {
      const before = state();
      for (const [who, browser] of [
        ["a stranger", aBrowser(portal)],
        ["an administrator", admin()],
      ] as const) {
        const reply = await ask(browser, method, path);
        const toSignIn = reply.status === 303 && /\/sign-in/.test(reply.headers.location ?? "");
        const carries = reply.status === 200 && /what you wrote is kept/.test(textOf(reply));
        assert.ok(toSignIn || carries, `${who}: ${reply.status}`);
        isEmpty(reply, who);
      }
      const half = await ask(thief, method, path);
      isEmpty(half, "a thief of the password");
      if (!path.startsWith("/second-factor"))
        assert.match(half.headers.location ?? textOf(half), /\/second-factor/, "a thief of the password");
      const reply = await ask(eve, method, path);
      isEmpty(reply, "another recipient");
      if (path.includes("{")) assert.ok([404, 400].includes(reply.status), `another recipient: ${reply.status}`);
      assert.equal(state(), before);
      if (path === "/account/sign-out-everywhere") eve = await activated("eve@partner.example");
    });
  }

  for (const { method, path } of routes.filter(({ roles }) => roles === "anyone")) {
    it(`tells and changes nothing of Bob's by whatever link: ${method} ${path}`, async () => {
      const before = state();
      for (const token of path.includes("{token}") ? tokens : ["none"]) {
        for (const [who, browser] of [
          ["a stranger", aBrowser(portal)],
          ["an administrator", admin()],
          ["another recipient", eve],
        ] as const) {
          const reply = await ask(browser, method, path, token);
          assert.ok(reply.status < 500, `${who}: ${reply.status}`);
          isEmpty(reply, who);
          assert.doesNotMatch(reply.headers.location ?? "", /\/messages/, who);
          if (path === "/sign-out") eve = await activated("eve@partner.example");
        }
      }
      assert.equal(state(), before);
    });
  }

  it("still serves Bob", async () => {
    assert.ok(textOf(await bob.get("/messages/m1/body")).includes(secret));
  });
});
