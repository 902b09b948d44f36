import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { codeAt } from "../../src/accounts/code-generator.ts";
import { rulesOf } from "../../src/tracking/deposit.ts";
import { aDeposit } from "../unit/pickup/in-memory-mailbox.ts";
import { activate, aPickupCenter, password, textIn, type Visit, ways } from "./a-pickup-center.ts";
import { noBrowser } from "./chromium.ts";

for (const [way, options] of Object.entries(ways)) {
  describe(`a shared mailbox at ${way}`, { skip: noBrowser }, () => {
    let center: Awaited<ReturnType<typeof aPickupCenter>>;
    let owner: Visit;
    let count = 0;
    let mailbox: string;
    let colleague: string;
    before(async () => {
      center = await aPickupCenter();
    });
    after(() => center?.close());
    beforeEach(async () => {
      count += 1;
      mailbox = `info${count}@partner.example`;
      colleague = `ines${count}@partner.example`;
      owner = await center.visit(options);
      const people = { to: [mailbox, "carol@third.example"] };
      center.put(
        { address: mailbox, messageId: `m${count}`, subject: "Your offer" },
        { ...people, text: "The offer." },
      );
      await activate(center, owner.page, { address: mailbox });
      await owner.page.waitForURL(/\/inbox$/);
    });
    afterEach(async () => {
      assert.deepEqual(owner.complaints, []);
      await owner.close();
    });
    const invite = async () => {
      await owner.page.goto(`${center.url}/account`);
      await owner.page.getByRole("link", { name: "See who reads it" }).click();
      await owner.page.getByLabel("Their email address").fill(colleague);
      await owner.page.getByLabel("Present password").fill(password);
      await owner.page.getByRole("button", { name: "Invite" }).click();
      await owner.page.getByText("The invitation is on its way.").waitFor();
    };
    /** The colleague, in a window of their own, at the shared mailbox's messages. */
    const join = async () => {
      const visit = await center.visit(options);
      await activate(center, visit.page, { address: colleague });
      await visit.page.waitForURL(/\/inbox$/);
      await visit.page.getByRole("link", { name: mailbox }).first().click();
      await visit.page.waitForURL(/box=/);
      return visit;
    };

    it("is read and answered by who was invited, under their own name", async () => {
      await invite();
      const visit = await join();
      const { page } = visit;
      assert.deepEqual(await page.locator(".what").allTextContents(), ["Your offer"]);
      await page.locator(".mails a").click();
      assert.match(await textIn(page), new RegExp(`Mailbox\\s*${mailbox}`));
      assert.match(await textIn(page.frameLocator("iframe").locator("body")), /The offer/);
      await page.getByRole("link", { name: "Reply", exact: true }).click();
      await page.getByRole("textbox", { name: "Your message" }).fill("We take it.");
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByText(/on its way/).waitFor();
      const letter = [...center.portal.letters.keptLetters.values()].find((one) => one.address === colleague);
      assert.deepEqual([letter?.authorName, letter?.mailbox], ["Bob Dupont", mailbox]);
      const notes = center.portal.mailbox.notes.filter((note) => note.includes(colleague));
      assert.deepEqual(notes, [
        `read m${count} by Bob Dupont <${colleague}>`,
        `replied m${count} by Bob Dupont <${colleague}>`,
      ]);
      assert.deepEqual(visit.complaints, []);
      await visit.close();
    });

    it("is closed to a colleague from the moment the owner removes them", async () => {
      await invite();
      const visit = await join();
      await visit.page.locator(".mails a").click();
      await visit.page.waitForURL(/\/messages\//);
      await owner.page.goto(`${center.url}/account/co-readers`);
      assert.match(await textIn(owner.page), /Bob Dupont/);
      await owner.page.getByRole("button", { name: `Remove ${colleague}` }).click();
      await owner.page.getByText("They cannot read this mailbox any more.").waitFor();
      await visit.page.reload();
      assert.match(await textIn(visit.page), /There is nothing here/);
      await visit.page.goto(`${center.url}/inbox`);
      assert.equal(await visit.page.getByRole("link", { name: mailbox }).count(), 0);
      await visit.close();
    });

    it("takes nobody from elsewhere, and nobody without the owner's password", async () => {
      for (const [address, typed, words] of [
        ["eve@evil.example", password, /end in @partner\.example/],
        [mailbox, password, /the mailbox itself/],
        ["nobody", password, /Enter an email address/],
        [colleague, "not the password", /not your present password/],
      ] as const) {
        await owner.page.goto(`${center.url}/account/co-readers`);
        await owner.page.getByLabel("Their email address").fill(address);
        await owner.page.getByLabel("Present password").fill(typed);
        await owner.page.getByRole("button", { name: "Invite" }).click();
        await owner.page.getByText(words).waitFor();
      }
      assert.deepEqual(await center.portal.context.coReaders.of(mailbox), []);
    });

    it("shows a message that asks for more than a password only after codes are set up", async () => {
      const { page } = owner;
      const rules = { ...rulesOf(aDeposit()), signIn: "second-factor" } as const;
      center.put(
        { address: mailbox, messageId: `strict${count}`, subject: "Strictly private", rules },
        { text: "Secret." },
      );
      await page.goto(`${center.url}/messages/strict${count}`);
      assert.match(await textIn(page), /This message needs one more step/);
      await page.getByRole("link", { name: "Set up codes" }).click();
      const secret = await page.locator("main form [name=secret]").inputValue();
      await page.getByRole("textbox", { name: "Code" }).fill(codeAt(secret, Math.floor(Date.now() / 30_000)));
      await page.getByRole("button", { name: "Turn on" }).click();
      await page.locator(".codes").waitFor();
      await page.getByRole("link", { name: "I have kept them" }).click();
      assert.equal(await textIn(page.locator("h1")), "Strictly private");
      assert.match(await textIn(page.frameLocator("iframe").locator("body")), /Secret\./);
    });
  });
}
