import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { routes } from "../../../functions/pickup-api/routes/index.ts";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { issueMessageLink } from "../../../src/accounts/issue-message-link.ts";
import { issueSenderLink, startSenderSession } from "../../../src/sender/access.ts";
import { rulesOf } from "../../../src/tracking/deposit.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, textOf } from "./a-browser.ts";
import { anEvent, aPortal } from "./a-portal.ts";

type Form = { readonly action: string; readonly hidden: Record<string, string>; readonly fields: readonly string[] };

const password = "violet tractor hums";
const bob = "bob@partner.example";

/** What people and machines put into fields, by what it is. */
const typed: Readonly<Record<string, string>> = {
  nothing: "",
  blanks: " \t\u00a0\u3000\r\n ",
  "a million characters": "x".repeat(1_000_000),
  "many wide characters": "é漢😀".repeat(20_000),
  "control characters": "a\u0000b\u0007c\u001b[31md\u007f\u0085e",
  "line breaks and a header": "Bob\r\nBcc: eve@evil.example\r\n\r\nbody",
  emoji: "👩‍👩‍👧‍👦🏳️‍🌈😀",
  "marks of direction": "\u202egpj.exe\u202c \u2066a\u2069 \u200f\u200e",
  "half a character": "a\ud800b\udc00",
  "marks over marks": `Z${"\u0301".repeat(500)}`,
  "invisible characters": "a\u200b\u2060\ufeff\u00adb",
  markup: `"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}\${7*7}<%= 7 %>`,
  "an expression": "' OR 1=1 --; $ne [$gt]= __proto__ constructor",
  "a path": "../../../etc/passwd%00\\..\\x",
  "a number": "-1e309",
  json: '{"__proto__":{"admin":true}}',
};

/** Forms that are shown only at times. */
const rare: Readonly<Record<string, readonly string[]>> = {
  "/second-factor": ["code", "message"],
  "/account/second-factor/off": ["code"],
  "/account/co-readers/leave": ["address"],
  "/s/{sender}/act": ["what", "recipient"],
  "/s/{sender}/extend": ["days"],
};

/** What has nothing to fill in, and parts of files, which have tests of their own. */
const apart = /parts$|sign-out(?:-everywhere)?$|\/delete$|\/leave$/;

/** The forms of a page, with what stands in them. */
function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form[^>]*method="post"[^>]*>([\s\S]*?)<\/form>/g)].map(([form, inside = ""]) => ({
    action: (/action="\/mpc([^"]*)"/.exec(form)?.[1] ?? "").replaceAll("&amp;", "&"),
    hidden: Object.fromEntries(
      [...inside.matchAll(/<input type="hidden" name="([^"]*)"(?:[^>]*?) ?value="([^"]*)">/g)].map(
        ([, name = "", value = ""]) => [name, value],
      ),
    ),
    fields: [
      ...inside.matchAll(/<(?:input|textarea|select|button)\b(?![^>]*type="(?:hidden|file)")[^>]*\bname="([^"]*)"/g),
    ].map(([, name = ""]) => name),
  }));
}

describe("a form of the pickup center", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  let pages: string[];
  let sender: string;
  const tried = new Set<string>();
  before(async () => {
    portal = await aPortal();
    portal.context.limiter.take = async () => true;
    browser = aBrowser(portal);
    portal.mailbox.put(aDeposit({ rules: { ...rulesOf(aDeposit()), composeAllowed: true } }), aView());
    const { context } = portal;
    const pair = await issueActivation(context, context.clock, { address: bob });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password };
    await browser.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    const colleague = { mailbox: bob, reader: "anna@partner.example", invitedBy: bob };
    await context.coReaders.add({ ...colleague, invitedAt: "2026-11-01T00:00:00.000Z" });
    await context.accounts.addPasskey(bob, { id: "k", publicKey: "", counter: 0, name: "Key", createdAt: "" });
    const { sessions } = portal.accounts.state;
    for (const [hash, session] of sessions) sessions.set(hash, { ...session, strong: true });
    const open = await issueActivation(context, context.clock, { address: "new@partner.example" });
    sender = await issueSenderLink(context, context.clock, "m1");
    browser.cookies.set("__Host-sender", await startSenderSession(context, context.clock, "m1"));
    const link = await issueMessageLink(context, context.clock, {
      address: "x@y.example",
      messageId: "m1",
      expiresAt: new Date("2099-01-01"),
    });
    const own = ["/messages/m1/reply", "/messages/m1/delete", "/compose", "/account", "/account/second-factor"];
    pages = [
      "/sign-in",
      "/forgot-password",
      `/a/${open.token}`,
      `/s/${sender}`,
      `/s/${sender}?code=sent`,
      `/m/${link}`,
      ...own,
      "/account/passkey",
      "/account/co-readers",
    ];
  });

  /** Every form that the pages show: to whoever is signed in, and to whoever is not. */
  const everyForm = async () => {
    const found = new Map<string, { form: Form; as: ReturnType<typeof aBrowser> }>();
    for (const page of pages) {
      for (const as of [browser, aBrowser(portal)]) {
        for (const form of formsOf(textOf(await as.get(page))))
          if (!found.has(form.action)) found.set(form.action, { form, as });
      }
    }
    const hidden = formsOf(textOf(await browser.get("/account")))[0]?.hidden ?? {};
    for (const [action, fields] of Object.entries(rare)) {
      const path = action.replace("{sender}", sender);
      found.set(path, { form: { action: path, hidden, fields }, as: browser });
    }
    return [...found.values()].filter(({ form }) => !/sign-out|\/delete$/.test(form.action));
  };
  const inspect = (reply: Awaited<ReturnType<typeof browser.get>>, about: string) => {
    assert.ok(reply.status < 500 && reply.status > 0, `${about}: ${reply.status}`);
    const html = textOf(reply);
    assert.doesNotMatch(html, /<script>alert|<img src=x/, about);
    for (const [name, value] of Object.entries(reply.headers))
      assert.match(value, /^[\x20-\x7e]*$/, `${about}: ${name}`);
    if (reply.status !== 303) assert.match(html, /<h1/, about);
  };

  it("answers with a page whatever stands in any of its fields", async () => {
    for (const { form, as } of await everyForm()) {
      const { action, hidden, fields } = form;
      tried.add(action);
      for (const name of new Set([...fields, ...Object.keys(hidden)])) {
        if (name === "form-token") continue;
        for (const [what, value] of Object.entries(typed)) {
          const reply = await as.post(action, {
            ...Object.fromEntries(fields.map((field) => [field, "x"])),
            ...hidden,
            [name]: value,
          });
          inspect(reply, `${what} in ${name} of ${action}`);
          portal.accounts.state.sessions.forEach((session, hash) => {
            if (session.address !== bob) portal.accounts.state.sessions.delete(hash);
          });
        }
      }
    }
    assert.ok(tried.size > 12, [...tried].join());
    assert.doesNotMatch(portal.lines.join("\n"), /request-failed/);
  });

  it("is tried for every route that takes one", () => {
    const posts = routes.filter(({ method, path }) => method === "POST" && !apart.test(path));
    const isTried = (path: string) =>
      [...tried].some((action) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(action));
    assert.deepEqual(
      posts.map(({ path }) => path).filter((path) => !isTried(path)),
      [],
    );
  });

  it("is refused when it is no form: broken multipart, other types, fields twice, nothing at all", async () => {
    const token = formsOf(textOf(await browser.get("/account")))[0]?.hidden["form-token"] ?? "";
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { Cookie: cookie, "Sec-Fetch-Site": "same-origin", "X-Form-Token": token };
    for (const [type, body] of [
      ["multipart/form-data; boundary=b", '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nnever ends'],
      ["multipart/form-data", "x"],
      ["application/json", "{"],
      ["application/json", "[1,2"],
      ["application/json", "null"],
      ["text/plain", "name=x"],
      ["application/x-www-form-urlencoded", "%E0%A4%A=%ff&&&=&name=a&name=b"],
      ["", ""],
    ] as const) {
      for (const path of ["/account", "/messages/m1/reply", "/compose", "/sign-in", "/account/second-factor"]) {
        const reply = await portal.call(
          anEvent("POST", path, { headers: { ...headers, "Content-Type": type }, body: Buffer.from(body) }),
        );
        assert.ok(reply.status < 500, `${type} to ${path}: ${reply.status}`);
      }
    }
  });
});
