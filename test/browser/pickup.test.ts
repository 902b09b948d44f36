import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { issueActivation } from "../../src/accounts/issue-activation.ts";
import { issueMessageLink } from "../../src/accounts/issue-message-link.ts";
import { pageTexts } from "../../web/pickup/page-texts.ts";
import { aPortal } from "../functions/pickup-api/a-portal.ts";
import { hostile } from "../unit/pickup/hostile-html.ts";
import { aDeposit, aView } from "../unit/pickup/in-memory-mailbox.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { servePortal } from "./serve-portal.ts";

const address = "bob@partner.example";
const password = "violet tractor hums";
const pdf = Buffer.from("%PDF-1.7 a contract");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Portal = Awaited<ReturnType<typeof aPortal>>;

describe("the Message Pickup Center in Chromium", { skip: noBrowser }, () => {
  let browser: Browser;
  let portal: Portal;
  let served: Awaited<ReturnType<typeof servePortal>>;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());
  afterEach(() => served.close());
  beforeEach(async () => {
    served = await servePortal(async (origin) => {
      portal = await aPortal({ portalUrl: `${origin}/mpc` });
      return portal.call;
    });
    const html = `<p>Dear Bob</p><img src="https://tracker.example/p.gif">${Object.values(hostile).join("\n")}`;
    const attachments = [{ name: "contract.pdf", type: "application/pdf", size: pdf.length, inline: false }];
    portal.mailbox.put(aDeposit(), aView({ html, text: "Dear Bob, in plain text", attachments }), [pdf]);
    portal.mailbox.put(
      aDeposit({ messageId: "m2", recipientId: "r2", subject: "Second" }),
      aView({ subject: "Second" }),
    );
  });

  /** A page that notes every request, dialog and refusal by policy. */
  const open = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const [hosts, complaints]: [Set<string>, string[]] = [new Set(), []];
    context.on("request", (request) => void hosts.add(new URL(request.url()).host));
    context.on("dialog", (dialog) => void complaints.push(`dialog: ${dialog.message()}`));
    context.on("console", (message) => {
      if (/Security Policy|Trusted Type|sandboxed/i.test(message.text())) complaints.push(message.text());
    });
    return { context, page, hosts, complaints };
  };
  const activate = async (page: Page, locale = "en") => {
    const pair = await issueActivation(portal.context, portal.context.clock, { address, messageId: "m1" });
    await page.goto(`${served.url}/a/${pair.token}`);
    const { text } = pageTexts(locale as "en");
    await page.getByLabel(text("activate.name")).fill("Bob Dupont");
    await page.getByLabel(text("activate.one-time")).fill(pair.activationPassword);
    await page.getByLabel(text("activate.password"), { exact: true }).fill(password);
    await page.getByRole("button", { name: text("activate.action") }).click();
  };

  for (const javaScriptEnabled of [true, false]) {
    it(`takes a new recipient from the mail to reading and saving, scripts ${javaScriptEnabled ? "on" : "off"}`, async () => {
      const { context, page, hosts, complaints } = await open({ javaScriptEnabled });
      await activate(page);
      assert.equal(page.url(), `${served.url}/messages/m1`);
      assert.equal(await textIn(page.locator("h1")), "Your contract for signature");
      assert.match(await textIn(page.frameLocator("iframe").locator("body")), /Dear Bob/);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: /contract\.pdf/ }).click(),
      ]);
      assert.equal(download.suggestedFilename(), "contract.pdf");
      assert.ok(readFileSync(await download.path()).equals(pdf));
      await page.getByRole("link", { name: "Show plain text" }).click();
      assert.match(await textIn(page.frameLocator("iframe").locator("body")), /in plain text/);
      await page.getByRole("link", { name: "All messages" }).click();
      assert.deepEqual(await page.locator(".who").allInnerTexts(), ["Anna Berger", "Anna Berger"]);
      await page.getByRole("button", { name: "Sign out" }).click();
      assert.match(await textIn(page.locator("main")), /You have signed out/);
      assert.deepEqual([...hosts], [new URL(served.url).host]);
      assert.deepEqual(complaints, []);
      await context.close();
    });
  }

  it("shows text after one request of at most 14 KB, and asks nobody else", async () => {
    const first = await open();
    await activate(first.page);
    await first.context.close();
    const token = await issueMessageLink(portal.context, portal.context.clock, {
      address,
      messageId: "m2",
      expiresAt: new Date("2099-01-01"),
    });
    for (const url of ["/sign-in", "/forgot-password", `/m/${token}`, "/a/none"]) {
      const { context, page } = await open();
      const asked: string[] = [];
      context.on("request", (request) => void asked.push(request.url()));
      const answer = await page.goto(`${served.url}${url}`);
      await page.waitForLoadState("networkidle");
      assert.deepEqual(asked, [`${served.url}${url}`]);
      const size = await answer?.request().sizes();
      assert.ok((size?.responseBodySize ?? Infinity) + (size?.responseHeadersSize ?? 0) <= 14 * 1024, url);
      await context.close();
    }
  });

  it("asks for a mail's pictures only after its reader did, and never by its own pages", async () => {
    const { context, page, hosts } = await open();
    await context.route("https://tracker.example/**", (route) => route.abort());
    await activate(page);
    for (const url of ["/messages/m1", "/messages/m1?as=text", "/messages/m1/body?print=1", "/messages/m1/reply"]) {
      await page.goto(`${served.url}${url}`);
      await page.waitForLoadState("networkidle");
    }
    assert.deepEqual([...hosts], [new URL(served.url).host]);
    await page.goto(`${served.url}/messages/m1`);
    await page.getByRole("link", { name: /Show images/ }).click();
    await page.waitForLoadState("networkidle");
    assert.ok([...hosts].includes("tracker.example"));
    await context.close();
  });

  it("takes a known recipient from the mail to the message in one form", async () => {
    const first = await open();
    await activate(first.page);
    await first.context.close();
    const { context, page } = await open({ javaScriptEnabled: false });
    const expiresAt = new Date("2099-01-01");
    const token = await issueMessageLink(portal.context, portal.context.clock, { address, messageId: "m2", expiresAt });
    await page.goto(`${served.url}/m/${token}`);
    assert.equal(await page.getByLabel("Email address").inputValue(), address);
    assert.equal(await page.locator("*:focus").getAttribute("name"), "password");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${served.url}/messages/m2`);
    assert.equal(await textIn(page.locator("h1")), "Second");
    await context.close();
  });

  it("lets a recipient who forgot the password ask for a new link", async () => {
    const { context, page } = await open({ javaScriptEnabled: false });
    await page.goto(`${served.url}/sign-in`);
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await page.getByLabel("Email address").fill("bob");
    await page.getByRole("button", { name: "Send me a link" }).click();
    assert.match(await textIn(page.locator("main")), /Enter an email address/);
    await page.getByLabel("Email address").fill(address);
    await page.getByRole("button", { name: "Send me a link" }).click();
    assert.equal(await textIn(page.locator("h1")), "Check your email");
    assert.deepEqual(portal.accounts.state.effects, [{ kind: "reset-password", address }]);
    await context.close();
  });

  it("runs nothing of a hostile mail and fetches nothing for it, in the frame or opened by itself", async () => {
    const { context, page, hosts, complaints } = await open();
    await activate(page);
    await page.frameLocator("iframe").locator("body").waitFor();
    await page.goto(`${served.url}/messages/m1/body`);
    await page.waitForLoadState("networkidle");
    assert.match(await textIn(page.locator("body")), /Dear Bob/);
    assert.equal(
      await page
        .locator("script, style:not(head style), iframe, form, input, svg, math, meta:not(head meta), base, link")
        .count(),
      0,
    );
    assert.deepEqual([...hosts], [new URL(served.url).host]);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  for (const [colorScheme, locale] of [
    ["light", "en"],
    ["dark", "en"],
    ["light", "ar"],
    ["dark", "ar"],
  ] as const) {
    it(`has no accessibility fault and nothing wider than the screen, ${colorScheme}, ${locale}`, async () => {
      const { context, page } = await open({ bypassCSP: true, colorScheme, locale });
      const pair = await issueActivation(portal.context, portal.context.clock, { address: "new@partner.example" });
      const check = async (url: string) => {
        await page.goto(`${served.url}${url}`);
        for (const width of [320, 390, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          const wide = await page.evaluate("document.documentElement.scrollWidth");
          assert.ok(Number(wide) <= width, `${url} is ${wide} wide at ${width}`);
          assert.deepEqual(await faults(page), [], `${url} at ${width}`);
          assert.equal(await page.locator("h1").count(), 1);
        }
      };
      for (const url of ["/sign-in", "/forgot-password", `/a/${pair.token}`, "/a/none"]) await check(url);
      await activate(page, locale);
      assert.equal(await page.locator("html").getAttribute("dir"), locale === "ar" ? "rtl" : "ltr");
      await page.goto(`${served.url}/messages/m1/reply`);
      await page.locator("#text").fill("Hello");
      await page.locator("main button[value=send]").click();
      const sent = new URL(page.url()).pathname.replace("/mpc", "");
      const own = ["/inbox", "/inbox?q=none", "/messages/m1", "/messages/m1/reply?all=1", "/messages/m1/headers"];
      const more = ["/messages/m1/delete", "/sent", sent, "/account", "/account/second-factor", "/messages/none"];
      for (const url of [...own, ...more]) await check(url);
      await context.close();
    });
  }
});

async function textIn(place: Locator): Promise<string> {
  return (await place.textContent()) ?? "";
}

/** What axe finds on the page, frames of the mail's own markup apart. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate("axe.run(document, { iframes: false })");
  const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
