import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { DynamoDeposits } from "../../src/aws/dynamodb-deposits.ts";
import { aSenderPage } from "../support/a-sender-page.ts";
import { faults, overflow, ways } from "./a-pickup-center.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { servePortal } from "./serve-portal.ts";

const bob = "bob@partner.example";
const carol = "carol.with.quite.a.long.address@subsidiary.of.a.partner.example";

describe("the sender's page in Chromium", { skip: noBrowser }, () => {
  let browser: Browser;
  let place: Awaited<ReturnType<typeof aSenderPage>>;
  let served: Awaited<ReturnType<typeof servePortal>>;
  before(async () => {
    browser = await launchChromium();
    served = await servePortal(async (origin) => {
      place = await aSenderPage({ portalUrl: `${origin}/mpc` });
      return place.portal.call;
    });
  });
  after(async () => {
    await browser.close();
    await served.close();
    await place.gateway.close();
  });
  const markRead = async (address: string, messageId: string) => {
    const deposits = new DynamoDeposits(place.gateway.table.client, place.gateway.table.name);
    const deposit = await deposits.find(address, messageId);
    assert.ok(deposit);
    await deposits.markRead(deposit, { address: deposit.address }, place.gateway.ports.clock.now());
  };
  const enter = async (page: Page, path: string) => {
    await page.goto(`${served.url}${path}`);
    await page.locator(`form[action$="/code"] button`).click();
    await page.waitForURL(/code=sent$/);
    const { text } = await place.lastMailTo("anna@company.example");
    await page.keyboard.type(/Code: (\d{4} \d{4})/.exec(text)?.[1] ?? "");
    await page.keyboard.press("Enter");
    await page.waitForURL(`${served.url}${path}`);
  };

  for (const [way, options] of Object.entries(ways))
    it(`takes a sender from the mail to a recalled message at ${way}`, async () => {
      const { path, messageId } = await place.seal([bob, carol, "dave@third.example"], { subject: "Your booking" });
      await markRead(bob, messageId);
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (/Security Policy|Trusted Type/i.test(message.text())) complaints.push(message.text());
      });
      await enter(page, path);
      assert.equal(await page.locator("h1").textContent(), "Your booking");
      const card = page.getByRole("region", { name: bob });
      assert.equal(await card.locator(".tag").textContent(), "Opened");
      await card.getByRole("button", { name: "Pause" }).click();
      assert.match((await page.getByRole("status").textContent()) ?? "", /Paused for one recipient/);
      await card.getByRole("button", { name: "Let it be read again" }).click();
      await page.getByText("Keep longer …").click();
      await page.getByLabel("Days from receipt").fill("90");
      await page.getByRole("button", { name: "Keep longer" }).click();
      assert.match((await page.getByRole("status").textContent()) ?? "", /longer now by 3 recipients/);
      await card.getByText("Recall …").click();
      await card.getByRole("button", { name: "Recall for good" }).click();
      assert.match((await page.getByRole("status").textContent()) ?? "", /One had already opened it/);
      assert.match((await card.textContent()) ?? "", /Keys destroyed/);
      await page.getByText("Recall it for all").click();
      await page.getByRole("button", { name: "Recall for everybody" }).click();
      assert.deepEqual(await page.locator(".tag").allTextContents(), ["Recalled", "Recalled", "Recalled"]);
      assert.equal(place.gateway.keys.size, 0);
      await page.getByRole("button", { name: "Close this page" }).click();
      assert.match((await page.locator("main").textContent()) ?? "", /Send me a code/);
      assert.deepEqual(complaints, []);
      await context.close();
    });

  const looks = ["light", "dark"].flatMap((scheme) => ["en", "ar"].map((locale) => [scheme, locale]));
  for (const [colorScheme, locale] of looks as ["light" | "dark", string][])
    it(`has no accessibility fault and nothing wider than the screen, ${colorScheme}, ${locale}`, async () => {
      const { path, messageId } = await place.seal([bob, carol], { subject: "Quarterly figures for the board" });
      await markRead(bob, messageId);
      const context = await browser.newContext({ bypassCSP: true, colorScheme, locale });
      const page = await context.newPage();
      const check = async (name: string) => {
        for (const width of [320, 390, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          assert.equal(await overflow(page), null, `${name} at ${width}`);
          assert.deepEqual(await faults(page), [], `${name} at ${width}`);
          const folder = process.env.SEALGATE_SCREENSHOTS;
          if (folder)
            await page.screenshot({
              path: `${folder}/sender-${name}-${width}-${colorScheme}-${locale}.png`,
              fullPage: true,
            });
        }
      };
      await page.goto(`${served.url}${path}`);
      await check("link");
      await page.goto(`${served.url}${path}?code=wrong`);
      await check("code");
      await enter(page, path);
      const card = page.getByRole("region", { name: carol });
      await page.locator("summary").first().click();
      await card.locator("summary").click();
      await check("page");
      await card.locator("button.stop").click();
      await check("recalled");
      await page.goto(`${served.url}/s/none`);
      await check("unknown");
      await context.close();
    });
});
