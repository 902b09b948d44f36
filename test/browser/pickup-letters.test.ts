import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { rulesOf } from "../../src/tracking/deposit.ts";
import { aDeposit } from "../unit/pickup/in-memory-mailbox.ts";
import { activate, aPickupCenter, signIn, textIn, type Visit, ways } from "./a-pickup-center.ts";
import { noBrowser } from "./chromium.ts";

const words = "Dear Anna,\n\nsigned: ✓ שלום 😀 \u202eright to left\u202c\n\nBob";
const kept = words.replaceAll(/[\u202a-\u202e]/g, "");
const long = "A long and careful answer, line after line.\n".repeat(400);

for (const [way, options] of Object.entries(ways)) {
  describe(`writing at ${way}`, { skip: noBrowser }, () => {
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
      address = `writer${count}@partner.example`;
      visit = await center.visit(options);
      const rules = { ...rulesOf(aDeposit()), composeAllowed: true };
      center.put(
        { address, messageId: `m${count}`, recipientId: `r${count}`, rules },
        { to: [address, "carol@third.example"] },
      );
      await activate(center, visit.page, { address, messageId: `m${count}` });
      await visit.page.waitForURL(/\/messages\//);
    });
    afterEach(async () => {
      assert.deepEqual(
        visit.complaints.filter((one) => !one.startsWith("dialog: beforeunload")),
        [],
      );
      await visit.close();
    });
    const box = () => visit.page.getByRole("textbox", { name: "Your message" });
    const send = () => visit.page.getByRole("button", { name: "Send" });
    const letters = () => [...center.portal.letters.keptLetters.values()].filter((one) => one.address === address);
    const queued = () => letters().filter(({ state }) => state === "queued");

    it("replies with an attachment and finds the copy among what was sent", async () => {
      const { page } = visit;
      await page.getByRole("link", { name: "Reply", exact: true }).click();
      await box().fill(words);
      await page
        .getByLabel("Choose a file")
        .setInputFiles({ name: "signed page.txt", mimeType: "text/plain", buffer: Buffer.from("signed") });
      if (options.javaScriptEnabled === false) await page.getByRole("button", { name: "Attach this file" }).click();
      await page.locator(".files").getByText("signed page.txt").waitFor();
      assert.equal((await box().inputValue()).replaceAll(/[\u202a-\u202e]/g, ""), kept);
      await send().click();
      await page.getByText(/on its way/).waitFor();
      await page.getByRole("link", { name: "Sent", exact: true }).click();
      await page.locator(".mails a").click();
      assert.match(await textIn(page.locator(".written")), /signed: ✓ שלום 😀/);
      assert.match(await textIn(page), /signed page\.txt/);
      assert.deepEqual(
        queued().map(({ to, outsiders }) => [to, outsiders]),
        [[["anna.berger@northwind.example"], []]],
      );
    });

    it("replies to all, and says beforehand who gets it sealed", async () => {
      const { page } = visit;
      await page.getByRole("link", { name: "Reply to all" }).click();
      assert.match(await textIn(page), /Also to, encrypted\s*carol@third\.example/);
      await box().fill("To all of you.");
      await send().click();
      await page.getByText(/on its way/).waitFor();
      assert.deepEqual(queued()[0]?.outsiders, ["carol@third.example"]);
    });

    it("begins a message to the company and to nobody else, and keeps what was typed when that is wrong", async () => {
      const { page } = visit;
      await page.goto(`${center.url}/inbox`);
      await page.getByRole("link", { name: "New message" }).click();
      await page.getByLabel("To").fill("eve@elsewhere.example");
      await page.getByLabel("Subject").fill("News");
      await box().fill(words);
      await send().click();
      await page.getByRole("alert").waitFor();
      assert.deepEqual([await page.getByLabel("Subject").inputValue(), queued().length], ["News", 0]);
      assert.match(await box().inputValue(), /שלום/);
      await page.getByLabel("To").fill("anna.berger@northwind.example");
      await send().click();
      await page.getByText(/on its way/).waitFor();
      assert.deepEqual(
        queued().map(({ to, subject }) => [to, subject]),
        [[["anna.berger@northwind.example"], "News"]],
      );
    });

    it("loses no text of a long reply when the session is over before it is sent", async () => {
      const { page } = visit;
      await page.getByRole("link", { name: "Reply", exact: true }).click();
      await visit.context.clearCookies({ name: "__Host-session" });
      await box().fill(long);
      await send().click();
      await page.getByText(/what you wrote is kept/).waitFor();
      await signIn(page, address, "not the right one");
      await page.getByRole("alert").waitFor();
      await signIn(page, address);
      await page.getByText("Your draft is saved").waitFor();
      assert.equal(await box().inputValue(), long);
      await send().click();
      await page.getByText(/on its way/).waitFor();
      assert.match(await textIn(page.locator(".written")), /line after line/);
    });

    // Without a script nothing is noticed before something is sent.
    const noticing = "says so while one types when the session is over, and keeps the text for signing in";
    const notice = async () => {
      const { page } = visit;
      await page.getByRole("link", { name: "Reply", exact: true }).click();
      await visit.context.clearCookies({ name: "__Host-session" });
      await box().fill("Written too late.");
      await page.getByText(/Not saved: you were signed out/).waitFor();
      await page.getByRole("button", { name: "Save draft" }).click();
      await signIn(page, address);
      await page.getByText("Your draft is saved").waitFor();
      assert.equal(await box().inputValue(), "Written too late.");
    };
    if (options.javaScriptEnabled !== false) it(noticing, notice);

    it("sends once however fast the button is pressed, and once more only what is new after going back", async () => {
      const { page } = visit;
      await page.getByRole("link", { name: "Reply", exact: true }).click();
      await box().fill("Only once.");
      await send().dblclick();
      await page.getByText(/on its way/).waitFor();
      assert.equal(queued().length, 1);
      await page.goBack();
      await box().waitFor();
      await box().fill("Something else.");
      await send().click();
      await page.getByText(/on its way/).waitFor();
      assert.match(await textIn(page.locator(".written")), /Something else\./);
      assert.equal(queued().length, 2);
    });
  });
}
