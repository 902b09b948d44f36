import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { activate, aPickupCenter } from "./a-pickup-center.ts";
import { noBrowser } from "./chromium.ts";

const address = "bob@partner.example";
const firstLoad = 14 * 1024;
const script = 1536;

describe("a page of the Message Pickup Center, on its way to the browser", { skip: noBrowser }, () => {
  let center: Awaited<ReturnType<typeof aPickupCenter>>;
  const links: Record<string, string> = {};
  before(async () => {
    center = await aPickupCenter();
    const attachments = [{ name: "a.pdf", type: "application/pdf", size: 2, inline: false }];
    center.put({}, { html: "<p>Dear Bob</p>", attachments }, [Buffer.from("hi")]);
    for (let number = 0; number < 30; number += 1)
      center.put({ messageId: `n${number}`, subject: `The message with the number ${number} for you` });
    const visit = await center.visit();
    links.used = await activate(center, visit.page, { address, messageId: "m1" });
    links.open = (await center.activation({ address: "new@partner.example" })).token;
    links.message = await center.link(address, "m1");
    await visit.close();
  });
  after(() => center?.close());

  /** Bytes and addresses of everything that is fetched until the network is quiet. */
  const load = async (page: Page, path: string) => {
    const asked: string[] = [];
    const note = (request: { url(): string }) => void asked.push(request.url().replace(center.url, ""));
    page.on("request", note);
    const answer = await page.goto(`${center.url}${path}`);
    await page.waitForLoadState("networkidle");
    page.off("request", note);
    const sizes = await answer?.request().sizes();
    return { asked, bytes: (sizes?.responseBodySize ?? Infinity) + (sizes?.responseHeadersSize ?? Infinity) };
  };

  it("is one request of at most 14 KB for whoever is not signed in, and nobody else is asked", async () => {
    const paths = ["/sign-in", "/forgot-password", "/a/none", "/m/none", `/a/${links.open}`, `/a/${links.used}`];
    for (const path of [...paths, `/m/${links.message}`, "/s/none"]) {
      const visit = await center.visit();
      const { asked, bytes } = await load(visit.page, path);
      assert.deepEqual(asked, [path]);
      assert.ok(bytes <= firstLoad, `${path}: ${bytes} bytes`);
      assert.deepEqual(visit.complaints, []);
      await visit.close();
    }
  });

  it("stays as small for whoever is signed in; a message's body comes by itself", async () => {
    const visit = await center.signedIn(address);
    for (const path of ["/inbox", "/messages/m1/reply", "/sent", "/account/second-factor", "/account/passkey"]) {
      const { asked, bytes } = await load(visit.page, path);
      assert.deepEqual(asked, [path]);
      assert.ok(bytes <= firstLoad, `${path}: ${bytes} bytes`);
    }
    const { asked, bytes } = await load(visit.page, "/messages/m1");
    assert.deepEqual(asked, ["/messages/m1", "/messages/m1/body"]);
    assert.ok(bytes <= firstLoad, `a message: ${bytes} bytes`);
    assert.deepEqual(visit.complaints, []);
    await visit.close();
  });

  it("holds at most one script of at most 1.5 KB, and only where one writes or uses a passkey", async () => {
    const visit = await center.signedIn(address);
    const scripts = async (path: string) => {
      await visit.page.goto(`${center.url}${path}`);
      return visit.page.locator("script").evaluateAll((all) => all.map(({ textContent }) => textContent ?? ""));
    };
    for (const path of ["/messages/m1/reply", "/account/passkey"]) {
      const [code = "", ...more] = await scripts(path);
      assert.deepEqual(more, []);
      assert.ok(code.length > 0 && Buffer.byteLength(code) <= script, `${path}: ${code.length} bytes`);
    }
    for (const path of ["/inbox", "/messages/m1", "/sent", "/account", "/messages/m1/delete", "/messages/none"])
      assert.deepEqual(await scripts(path), [], path);
    await visit.context.clearCookies();
    const [code = "", ...more] = await scripts("/sign-in");
    assert.ok(more.length === 0 && Buffer.byteLength(code) <= script);
    await visit.close();
  });
});
