import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { languages } from "../../src/contracts/policies.ts";
import { noticeDocument } from "../../src/notifications/compose-notice.ts";
import { allNotices, brand, type Strangers } from "../support/all-notices.ts";
import { launchChromium, noBrowser } from "./chromium.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Nothing of this can be broken at a blank. */
const endless: Strangers = {
  from: `${"a".repeat(64)}@${"subdomain.".repeat(16)}example`,
  recipient: `${"b".repeat(64)}@${"subdomain.".repeat(16)}example`,
  subject: "Donaudampfschifffahrtsgesellschaft".repeat(8),
  phrase: "x".repeat(100),
  device: "Mozilla/5.0".repeat(20),
  policy: "P".repeat(200),
};

describe("every notice in Chromium", { skip: noBrowser }, () => {
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());

  for (const colorScheme of ["light", "dark"] as const)
    for (const language of languages)
      it(`fits 320 and 600 pixels, ${language}, ${colorScheme}`, async () => {
        const context = await browser.newContext({ colorScheme });
        const page = await context.newPage();
        const asked: string[] = [];
        page.on("request", (request) => void asked.push(request.url()));
        for (const strangers of [undefined, endless])
          for (const [name, notice] of Object.entries(allNotices(language, strangers))) {
            await page.setContent(noticeDocument(notice, brand));
            for (const width of [320, 600]) {
              await page.setViewportSize({ width, height: 700 });
              const wide = await page.evaluate("document.documentElement.scrollWidth");
              assert.ok(Number(wide) <= width, `${name} is ${wide} wide at ${width}`);
            }
          }
        assert.deepEqual(asked, [], "a notice fetches nothing");
        await context.close();
      });

  for (const colorScheme of ["light", "dark"] as const)
    it(`can be read by everybody, ${colorScheme}`, async () => {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      const folder = process.env.SEALGATE_SCREENSHOTS;
      for (const language of ["en", "de", "ja", "ar"] as const)
        for (const [name, notice] of Object.entries(allNotices(language))) {
          await page.setContent(noticeDocument(notice, brand));
          await page.evaluate(axe);
          for (const width of [320, 600]) {
            await page.setViewportSize({ width, height: 700 });
            const rules = "{ rules: { region: { enabled: false } } }";
            const found = (await page.evaluate(`axe.run(document, ${rules})`)) as {
              violations: { id: string; nodes: { html: string }[] }[];
            };
            const faults = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
            assert.deepEqual(faults, [], `${name} in ${language} at ${width}`);
            const path = `${folder}/notice-${language}-${name}-${width}-${colorScheme}.png`;
            if (folder) await page.screenshot({ path, fullPage: true });
          }
        }
      await context.close();
    });
});
