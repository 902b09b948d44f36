import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { activate, aPickupCenter, password, signIn, textIn, type Visit, ways } from "./a-pickup-center.ts";
import { noBrowser } from "./chromium.ts";

const pdf = Buffer.from("%PDF-1.7 a contract");
const csv = Buffer.from("room,120.00\r\n");

for (const [way, options] of Object.entries(ways)) {
  describe(`a recipient at ${way}`, { skip: noBrowser }, () => {
    let center: Awaited<ReturnType<typeof aPickupCenter>>;
    let visit: Visit;
    let address: string;
    let count = 0;
    before(async () => {
      center = await aPickupCenter();
    });
    after(() => center?.close());
    beforeEach(async () => {
      count += 1;
      address = `reader${count}@partner.example`;
      visit = await center.visit(options);
      const file = (name: string, type: string, bytes: Buffer) => ({ name, type, size: bytes.length, inline: false });
      const attachments = [file("contract.pdf", "application/pdf", pdf), file("bill.csv", "text/csv", csv)];
      const html = '<p>Dear Bob</p><img src="https://pictures.example/a.png">';
      center.put(
        { address, messageId: `m${count}`, recipientId: `r${count}` },
        { html, text: "Dear Bob, plainly", attachments },
        [pdf, csv],
      );
      center.put({ address, messageId: `n${count}`, subject: "The second", receivedAt: "2026-11-21T08:00:00.000Z" });
    });
    afterEach(async () => {
      assert.deepEqual(visit.complaints, []);
      assert.deepEqual([...visit.hosts], [center.host], "nobody but the pickup center was asked");
      await visit.close();
    });
    const body = () => textIn(visit.page.frameLocator("iframe").locator("body"));
    const heading = () => textIn(visit.page.locator("h1"));
    const saved = async (name: string | RegExp) => {
      const link = visit.page.getByRole("link", { name });
      const [download] = await Promise.all([visit.page.waitForEvent("download"), link.click()]);
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    };

    it("activates from the mail with one form, reads, and takes everything home", async () => {
      const { page } = visit;
      await activate(center, page, { address, messageId: `m${count}` });
      assert.equal(page.url(), `${center.url}/messages/m${count}`);
      assert.equal(await heading(), "Your contract for signature");
      assert.match(await body(), /Dear Bob/);
      const [one, all, original] = [await saved(/contract\.pdf/), await saved(/Download all/), await saved(/\.eml/)];
      assert.deepEqual([one.name, one.bytes.equals(pdf)], ["contract.pdf", true]);
      assert.deepEqual([all.name, all.bytes.includes("bill.csv")], ["Your contract for signature.zip", true]);
      assert.match(original.bytes.toString(), /^From: /);
      await page.getByRole("link", { name: "Show plain text" }).click();
      assert.match(await body(), /plainly/);
      await page.getByRole("link", { name: "Show header lines" }).click();
      assert.match(await textIn(page), /From: anna\.berger/);
      await page.getByRole("link", { name: "Back to the message" }).click();
      const [paper] = await Promise.all([
        visit.context.waitForEvent("page"),
        page.getByRole("link", { name: "Print" }).click(),
      ]);
      await paper.waitForLoadState();
      assert.match(
        (await paper.locator("body").textContent()) ?? "",
        /contract for signature[\s\S]*From[\s\S]*Dear Bob/,
      );
      await paper.close();
    });

    it("signs in from a later mail with one form, straight to its message, and needs none when signed in", async () => {
      const { page } = visit;
      await activate(center, page, { address });
      await page.getByRole("button", { name: "Sign out" }).click();
      assert.match(await textIn(page), /You have signed out/);
      await page.goto(`${center.url}/m/${await center.link(address, `n${count}`)}`);
      assert.equal(await page.getByLabel("Email address").inputValue(), address);
      await page.getByLabel("Password").fill(password);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/messages\//);
      assert.equal(await heading(), "The second");
      await page.goto(`${center.url}/m/${await center.link(address, `m${count}`)}`);
      assert.equal(await heading(), "Your contract for signature");
    });

    it("is told that the password was wrong, and keeps the address and the way to the message", async () => {
      const { page } = visit;
      await activate(center, page, { address });
      await visit.context.clearCookies();
      await page.goto(`${center.url}/m/${await center.link(address, `n${count}`)}`);
      await signIn(page, address, "not the right one");
      assert.match(await textIn(page.getByRole("alert")), /do not match|not right|wrong/i);
      await signIn(page, await page.getByLabel("Email address").inputValue());
      assert.equal(await heading(), "The second");
    });

    it("chooses a new password when the old one is forgotten", async () => {
      const { page } = visit;
      await activate(center, page, { address });
      await visit.context.clearCookies();
      await page.goto(`${center.url}/sign-in`);
      await page.getByRole("link", { name: "Forgot your password?" }).click();
      await page.getByLabel("Email address").fill("nobody");
      await page.getByRole("button", { name: "Send me a link" }).click();
      assert.match(await textIn(page), /Enter an email address/);
      await page.getByLabel("Email address").fill(address);
      await page.getByRole("button", { name: "Send me a link" }).click();
      assert.equal(await heading(), "Check your email");
      assert.deepEqual(center.portal.accounts.state.effects.at(-1), { kind: "reset-password", address });
      const pair = await center.activation({ address, reset: true });
      await page.goto(`${center.url}/a/${pair.token}`);
      await page.getByLabel("Activation password").fill(pair.activationPassword);
      await page.getByLabel("Choose a password").fill("quiet lanterns drift");
      await page.getByRole("button", { name: "Save and continue" }).click();
      assert.equal(page.url(), `${center.url}/inbox`);
      assert.deepEqual(center.portal.accounts.state.effects.at(-1), { kind: "password-changed", address });
    });

    it("finds a message by its words, and deletes one after being asked", async () => {
      const { page } = visit;
      await activate(center, page, { address });
      await page.goto(`${center.url}/inbox`);
      await page.getByRole("searchbox").fill("second ANNA");
      await page.getByRole("button", { name: "Search" }).click();
      assert.deepEqual(await page.locator(".what").allTextContents(), ["The second"]);
      await page.locator(".mails a").click();
      await page.getByRole("link", { name: "Delete" }).click();
      await page.getByRole("link", { name: "Keep it" }).click();
      await page.getByRole("link", { name: "Delete" }).click();
      await page.getByRole("button", { name: "Delete" }).click();
      assert.match(await textIn(page.getByRole("status")), /deleted/);
      assert.deepEqual(await page.locator(".what").allTextContents(), ["Your contract for signature"]);
    });
  });
}
