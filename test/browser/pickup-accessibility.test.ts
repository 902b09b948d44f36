import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { routes } from "../../functions/pickup-api/routes/index.ts";
import { codeAt } from "../../src/accounts/code-generator.ts";
import { settingsAtFirst } from "../../src/contracts/settings.ts";
import { aPickupCenter, faults, overflow, password } from "./a-pickup-center.ts";
import { noBrowser } from "./chromium.ts";
import { accountPages, mailPages, openPages, type PickupPage, press, somePages } from "./pickup-pages.ts";

const widths = [320, 390, 1280];
const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
/** Colours that a company may choose without thinking of contrast; the first look is our own. */
const colors = [undefined, "#ffe600", "#0b0b0b", "#e2001a"];
/** Routes that answer with a file or send elsewhere; the sender's page has a test of its own. */
const noPage = /^\/$|^\/logo|\/attachments|message\.eml$|\/files\/|^\/s\/\{token\}$/;

describe("every page of the Message Pickup Center", { skip: noBrowser }, () => {
  let center: Awaited<ReturnType<typeof aPickupCenter>>;
  const seen = new Set<string>();
  before(async () => {
    center = await aPickupCenter();
    center.portal.context.limiter.take = async () => true;
  });
  after(() => center?.close());

  const looks = ["light", "dark"].flatMap((scheme) => ["en", "ar"].map((locale) => [scheme, locale] as const));
  for (const [colorScheme, locale] of looks as readonly (readonly ["light" | "dark", "en" | "ar"])[]) {
    const run = `${colorScheme}-${locale}`;
    const color = colors[looks.findIndex(([scheme, other]) => scheme === colorScheme && other === locale)];
    const check = async (page: Page, pages: readonly PickupPage[]) => {
      for (const { name, path, act } of pages) {
        await page.setViewportSize({ width: 390, height: 844 });
        await page.goto(`${center.url}${path}`);
        await act?.(page);
        seen.add(new URL(page.url()).pathname.replace("/mpc", ""));
        for (const width of widths) {
          await page.setViewportSize({ width, height: 844 });
          assert.equal(await overflow(page), null, `${name} at ${width}`);
          assert.deepEqual(await faults(page), [], `${name} at ${width}`);
          assert.equal(await page.locator("h1").count(), 1, name);
          const folder = process.env.SEALGATE_SCREENSHOTS;
          if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${run}.png`, fullPage: true });
        }
      }
    };

    it(`has no accessibility fault and nothing wider than 320, 390 or 1280 pixels, ${run}, ${color ?? "in our colour"}`, async () => {
      const logo = { type: "png", data: png } as const;
      const brand = color === undefined ? {} : { color, logo, portalText: "Questions? Call 123." };
      Object.assign(center.portal.context, { settings: { ...settingsAtFirst, brand } });
      const visit = await center.visit({ bypassCSP: true, colorScheme, locale });
      const { page } = visit;
      const { address, links } = await somePages(center, run);
      await check(page, openPages(links));
      assert.equal(await page.locator("html").getAttribute("dir"), locale === "ar" ? "rtl" : "ltr");
      for (const who of [address.empty, address.bob]) {
        const pair = await center.activation({ address: who });
        await page.goto(`${center.url}/a/${pair.token}`);
        for (const [name, value] of Object.entries({
          name: "Bob",
          "activation-password": pair.activationPassword,
          password,
        }))
          await page.locator(`[name="${name}"]`).fill(value);
        await press(page, pair.token);
        if (who === address.empty)
          await check(page, [
            { name: "inbox-empty", path: "/inbox" },
            { name: "sent-empty", path: "/sent" },
          ]);
      }
      await check(page, mailPages(run, links));
      await check(
        page,
        accountPages((secret) => codeAt(secret, Math.floor(Date.now() / 30_000))),
      );
      await visit.context.clearCookies();
      await page.goto(`${center.url}/sign-in`);
      await page.locator("[name=address]").first().fill(address.bob);
      await page.locator("[name=password]").fill(password);
      await press(page, "/sign-in");
      await check(page, [
        { name: "second-factor", path: "/second-factor" },
        { name: "second-factor-wrong", path: "/second-factor", act: (one) => press(one, "/second-factor") },
      ]);
      assert.deepEqual(visit.complaints, []);
      await visit.close();
    });
  }

  it("is among those that were looked at", () => {
    const pages = routes.filter(({ method, path }) => method === "GET" && !noPage.test(path)).map(({ path }) => path);
    const isSeen = (path: string) => {
      const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
      return [...seen].some((one) => pattern.test(one));
    };
    assert.deepEqual(
      pages.filter((path) => !isSeen(path)),
      [],
    );
  });
});
