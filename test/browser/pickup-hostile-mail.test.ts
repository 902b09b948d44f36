import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { hostile } from "../unit/pickup/hostile-html.ts";
import { activate, aPickupCenter, textIn, type Visit } from "./a-pickup-center.ts";
import { noBrowser } from "./chromium.ts";

const address = "bob@partner.example";
const foreign =
  "script, style:not(head style), iframe, form, input, button, svg, math, meta:not(head meta), base, link";
const pictures = {
  "an image": '<img src="https://tracker.example/p.gif">',
  "a set of images":
    '<picture><source srcset="https://tracker.example/s.gif"><img srcset="https://tracker.example/t.gif 2x"></picture>',
  "a background":
    '<p style="background:url(https://tracker.example/b.gif)">x</p><table background="https://tracker.example/c.gif">',
  "a font and a stylesheet":
    "<style>@font-face{font-family:x;src:url(https://tracker.example/f.woff)}p{font-family:x}@import url(https://tracker.example/i.css)</style>",
  "a prefetch":
    '<link rel=prefetch href="https://tracker.example/l"><link rel=dns-prefetch href="//tracker.example"><link rel=preconnect href="https://tracker.example">',
};

describe("a hostile mail in Chromium", { skip: noBrowser }, () => {
  let center: Awaited<ReturnType<typeof aPickupCenter>>;
  before(async () => {
    center = await aPickupCenter();
    const visit = await center.visit();
    await activate(center, visit.page, { address });
    await visit.close();
    for (const [number, html] of Object.values({ ...hostile, ...pictures }).entries())
      center.put({ messageId: `h${number}` }, { html: `<p>Dear Bob</p>${html}`, text: `Dear Bob, ${html}` });
  });
  after(() => center?.close());
  const isQuiet = (visit: Visit, what: string) => {
    assert.deepEqual([...visit.hosts], [center.host], what);
    assert.deepEqual(visit.complaints, [], what);
    assert.equal(visit.context.pages().length, 1, what);
  };

  for (const part of [0, 1, 2]) {
    it(`runs nothing, loads nothing and leaves nothing of a form, part ${part + 1} of 3`, async () => {
      const visit = await center.signedIn(address);
      const { page } = visit;
      for (const [number, what] of Object.keys({ ...hostile, ...pictures }).entries()) {
        if (number % 3 !== part) continue;
        await page.goto(`${center.url}/messages/h${number}/body`);
        assert.match((await page.locator("body").textContent()) ?? "", /Dear Bob/, what);
        assert.equal(await page.locator(foreign).count(), 0, what);
        assert.equal(new URL(page.url()).pathname, `/mpc/messages/h${number}/body`, what);
        isQuiet(visit, what);
      }
      await page.waitForLoadState("networkidle");
      isQuiet(visit, "all of them");
      await visit.close();
    });
  }

  it("does so in its frame, as text, on paper, in its header lines and above a reply, all tricks in one mail", async () => {
    const visit = await center.signedIn(address);
    const all = Object.values({ ...hostile, ...pictures }).join("\n");
    center.put({ messageId: "all" }, { html: `<p>Dear Bob</p>${all}`, text: all, subject: all, from: all, to: [all] });
    for (const how of ["", "?as=text", "/body", "/body?as=text", "/body?print=1", "/headers", "/reply", "/delete"]) {
      await visit.page.goto(`${center.url}/messages/all${how}`);
      await visit.page.waitForLoadState("networkidle");
      isQuiet(visit, how);
    }
    await visit.close();
  });

  it("asks for pictures only after its reader did, over https, and for nothing besides", async () => {
    const visit = await center.signedIn(address);
    const { page } = visit;
    await visit.context.route(/tracker\.example/, (route) => route.abort());
    const html = `${Object.values(pictures).join("")}<img src="http://tracker.example/plain.gif">`;
    center.put({ messageId: "pictures" }, { html });
    for (const path of ["", "?as=text", "/body", "/body?print=1", "/headers", "/reply", "/delete"]) {
      await page.goto(`${center.url}/messages/pictures${path}`);
      await page.waitForLoadState("networkidle");
    }
    assert.deepEqual(
      visit.asked.filter((url) => !url.startsWith(center.url) && !url.startsWith("data:")),
      [],
    );
    await page.goto(`${center.url}/messages/pictures`);
    await page.getByRole("link", { name: /Show images/ }).click();
    await page.waitForLoadState("networkidle");
    const asked = visit.asked.filter((url) => url.includes("tracker.example"));
    assert.deepEqual(new Set(asked), new Set(["https://tracker.example/p.gif"]));
    await page.goto(`${center.url}/messages/pictures`);
    await page.waitForLoadState("networkidle");
    assert.equal(
      visit.asked.filter((url) => url.includes("tracker.example")).length,
      asked.length,
      "asked anew each time",
    );
    await visit.close();
  });

  it("cannot be opened with the rights of our pages: no script, no cookie, no origin", async () => {
    const visit = await center.signedIn(address);
    const { page } = visit;
    await page.goto(`${center.url}/messages/h0`);
    const frame = page.frames().find((one) => one.url().endsWith("/body"));
    assert.ok(frame);
    assert.equal(await frame.evaluate("origin").catch(() => "null"), "null");
    assert.match(await textIn(page.frameLocator("iframe").locator("body")), /Dear Bob/);
    await visit.close();
  });

  it("follows a link of the mail only into a window that knows nothing of ours", async () => {
    const visit = await center.signedIn(address);
    await visit.context.route("https://elsewhere.example/**", (route) => route.fulfill({ body: "<p>there" }));
    center.put({ messageId: "link" }, { html: '<a href="https://elsewhere.example/x">go</a>' });
    const { page } = visit;
    await page.goto(`${center.url}/messages/link`);
    const [[opened], asked] = await Promise.all([
      Promise.all([visit.context.waitForEvent("page"), page.frameLocator("iframe").getByText("go").click()]),
      visit.context.waitForEvent("request", (request) => request.url().includes("elsewhere")),
    ]);
    await opened.waitForLoadState();
    assert.equal(await opened.evaluate("opener"), null);
    assert.equal((await asked.allHeaders()).referer, undefined);
    await visit.close();
  });
});
