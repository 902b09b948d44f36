import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { issueActivation } from "../../../src/accounts/issue-activation.ts";
import { aDeposit, aView } from "../../unit/pickup/in-memory-mailbox.ts";
import { aBrowser, textOf } from "./a-browser.ts";
import { anEvent, aPortal } from "./a-portal.ts";

const password = "violet tractor hums";
const address = "bob@partner.example";

describe("the pickup API's guards", () => {
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let browser: ReturnType<typeof aBrowser>;
  beforeEach(async () => {
    portal = await aPortal();
    browser = await signedIn(address);
    portal.mailbox.put(
      aDeposit(),
      aView({ attachments: [{ name: "a.txt", type: "text/plain", size: 2, inline: false }] }),
      [Buffer.from("hi")],
    );
  });
  const signedIn = async (who: string) => {
    const one = aBrowser(portal);
    const pair = await issueActivation(portal.context, portal.context.clock, { address: who });
    const fields = { name: "Bob", "activation-password": pair.activationPassword, password };
    await one.submit(`/a/${pair.token}`, `/a/${pair.token}`, fields);
    return one;
  };

  it("answer another recipient's message exactly as one that does not exist", async () => {
    const eve = await signedIn("eve@partner.example");
    const plain = (html: string) => html.replaceAll(/value="[\w-]{86}"/g, "");
    for (const part of ["", "/body", "/attachments/0", "/message.eml"]) {
      const [foreign, absent] = [await eve.get(`/messages/m1${part}`), await eve.get(`/messages/none${part}`)];
      assert.deepEqual([foreign.status, absent.status], [404, 404]);
      assert.equal(plain(textOf(foreign)), plain(textOf(absent)));
      assert.deepEqual(Object.keys(foreign.headers), Object.keys(absent.headers));
    }
    assert.doesNotMatch(textOf(await eve.get("/inbox")), /messages\/m1/);
  });

  it("let a stranger see nothing of any message", async () => {
    for (const part of ["", "/body", "/attachments/0", "/message.eml"]) {
      const reply = await aBrowser(portal).get(`/messages/m1${part}`);
      assert.deepEqual([reply.status, reply.headers.location, reply.body.length], [303, "/mpc/sign-in?message=m1", 0]);
    }
  });

  it("refuse a form sent from another site", async () => {
    for (const headers of [
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { "Sec-Fetch-Site": "none" },
    ]) {
      const hidden = /name="form-token" value="([^"]+)"/.exec(textOf(await browser.get("/inbox")))?.[1] ?? "";
      assert.equal((await browser.post("/sign-out", { "form-token": hidden }, headers)).status, 403);
    }
    assert.equal((await browser.get("/inbox")).status, 200);
  });

  it("go by Origin where the browser does not send Sec-Fetch-Site", async () => {
    const headers = { Cookie: "__Host-visit=x", "Content-Type": "application/x-www-form-urlencoded" };
    for (const origin of ["https://evil.example", "https://portal.example.evil.example"]) {
      const event = anEvent("POST", "/sign-out", { headers: { ...headers, Origin: origin } });
      assert.equal((await portal.call(event)).status, 403);
    }
    assert.equal((await portal.call(anEvent("POST", "/sign-out", { headers }))).status, 403);
  });

  it("refuse a form without its token, with another browser's token, or with half a token", async () => {
    const other = /name="form-token" value="([^"]+)"/.exec(textOf(await aBrowser(portal).get("/sign-in")))?.[1] ?? "";
    for (const token of ["", other, "AAAA", "x".repeat(86)]) {
      const reply = await browser.post("/sign-out", { "form-token": token });
      assert.equal(reply.status, 403);
      assert.match(textOf(reply), /out of date/);
    }
    assert.equal((await browser.get("/inbox")).status, 200);
  });

  it("answer sign-in alike for a wrong password and an unknown address", async () => {
    const [wrong, unknown] = await Promise.all(
      [address, "eve@partner.example"].map((who) =>
        aBrowser(portal).submit("/sign-in", "/sign-in", { address: who, password: "not the one here" }),
      ),
    );
    const plain = (html = "") => html.replaceAll(/value="[^"]*"|challenge&quot;:&quot;[\w-]+/g, "");
    assert.equal(wrong?.status, unknown?.status);
    assert.equal(plain(wrong && textOf(wrong)), plain(unknown && textOf(unknown)));
  });

  it("set cookies of the host alone, out of reach of scripts", async () => {
    const reply = await aBrowser(portal).submit("/sign-in", "/sign-in", { address, password });
    const [session, device, ...others] = reply.cookies;
    assert.match(session ?? "", /^__Host-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    assert.match(device ?? "", /^__Host-device=[\w-]{22}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    assert.deepEqual(others, []);
  });

  it("say on every answer what the browser may do", async () => {
    for (const url of ["/inbox", "/messages/m1", "/none", "/messages/m1/body", "/messages/m1/attachments/0"]) {
      const { headers } = await browser.get(url);
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.equal(headers["referrer-policy"], "no-referrer");
      assert.equal(headers["cache-control"], "no-store");
      assert.match(headers["strict-transport-security"] ?? "", /max-age=63072000/);
      assert.match(headers["content-security-policy"] ?? "", /^default-src 'none'/);
      assert.doesNotMatch(headers["content-security-policy"] ?? "", /script-src|unsafe-eval/);
    }
    const page = (await browser.get("/inbox")).headers["content-security-policy"] ?? "";
    assert.match(page, /style-src 'sha256-[\w+/=]+'/);
    assert.match(page, /frame-ancestors 'none'/);
    assert.match(page, /require-trusted-types-for 'script'/);
    assert.match(
      (await browser.get("/messages/m1/body")).headers["content-security-policy"] ?? "",
      /sandbox allow-popups/,
    );
  });

  it("take links and redirects from the configured address, whatever host the request names", async () => {
    const reply = await aBrowser(portal).get("/", { Host: "evil.example", "X-Forwarded-Host": "evil.example" });
    assert.equal(reply.headers.location, "/mpc/sign-in");
    assert.doesNotMatch(textOf(await browser.get("/inbox", { Host: "evil.example" })), /evil/);
  });

  it("show a fault only as a reference, and log no address", async () => {
    portal.mailbox.parts.set("m1/view", Buffer.from("not json bob@partner.example"));
    const reply = await browser.get("/messages/m1");
    assert.equal(reply.status, 500);
    assert.match(textOf(reply), /Reference: request-1/);
    assert.doesNotMatch(textOf(reply), /JSON|SyntaxError/);
    assert.match(portal.lines.join("\n"), /request-failed/);
    assert.doesNotMatch(portal.lines.join("\n"), /bob@|partner/);
  });

  it("answer odd requests with a page, not with a fault", async () => {
    const odd = [
      "/..%2f..%2fetc",
      "/messages/%E0%A4%A",
      "/messages/",
      "/messages/m1/attachments/-1",
      "/messages/m1/attachments/1e9",
      "/a/%00",
      "/inbox/",
      "//evil.example",
    ];
    for (const url of odd) {
      const reply = await portal.call({
        ...anEvent("GET", "/", { headers: { Cookie: `__Host-session=${browser.cookies.get("__Host-session")}` } }),
        path: url,
      });
      assert.equal(reply.status, 404, url);
    }
    assert.equal((await browser.post("/inbox", {})).status, 403);
    assert.equal(
      (await portal.call(anEvent("PUT", "/inbox", { headers: { "Sec-Fetch-Site": "same-origin" } }))).status,
      403,
    );
  });

  it("keep the first page within 14 KB on the wire", async () => {
    for (const url of ["/sign-in", "/inbox", "/messages/m1"]) {
      const reply = await browser.get(url, { "Accept-Encoding": "gzip, br" });
      const head = Object.entries(reply.headers)
        .map(([name, value]) => `${name}: ${value}`)
        .join("\r\n");
      const bytes = url === "/sign-in" ? gzipSync(textOf(reply)).length : reply.body.length;
      assert.ok(bytes + head.length <= 14 * 1024, `${url}: ${bytes + head.length} bytes`);
    }
    assert.equal((await browser.get("/inbox", { "Accept-Encoding": "gzip" })).headers["content-encoding"], "gzip");
    assert.equal(
      (await browser.get("/inbox", { "Accept-Encoding": "gzip;q=0" })).headers["content-encoding"],
      undefined,
    );
  });
});
