import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { codeAt } from "../../src/accounts/code-generator.ts";
import { activate, aPickupCenter, password, signIn, textIn, type Visit, ways } from "./a-pickup-center.ts";
import { noBrowser } from "./chromium.ts";

for (const [way, options] of Object.entries(ways)) {
  describe(`an account's owner at ${way}`, { skip: noBrowser }, () => {
    let center: Awaited<ReturnType<typeof aPickupCenter>>;
    let visit: Visit;
    let address: string;
    let count = 0;
    let now = Date.parse("2026-11-22T10:00:00Z");
    before(async () => {
      center = await aPickupCenter({ now: () => new Date(now) });
    });
    after(() => center?.close());
    beforeEach(async () => {
      count += 1;
      address = `owner${count}@partner.example`;
      center.put({ address, messageId: `m${count}`, receivedAt: "2026-11-20T23:30:00.000Z" });
      visit = await center.visit(options);
      await activate(center, visit.page, { address });
      await visit.page.goto(`${center.url}/account`);
    });
    afterEach(async () => {
      assert.deepEqual(visit.complaints, []);
      await visit.close();
    });
    const main = () => textIn(visit.page);
    /** A code of the generator that was not used before. */
    const nextCode = (secret: string) => {
      now += 30_000;
      return codeAt(secret, Math.floor(now / 30_000));
    };
    const button = (name: string) => visit.page.getByRole("button", { name, exact: true });

    it("sets a name, a language, a time zone and the phrase of later mails", async () => {
      const { page } = visit;
      await page.getByLabel("Your name").fill("Bob 😀 ‏דופון");
      await page.getByLabel("Time zone").fill("Asia/Tokyo");
      await page.getByLabel("Phrase in our mails").fill("green heron");
      await page.getByLabel("Language").selectOption("de");
      await button("Save").click();
      await page.locator("html[lang=de]").waitFor();
      assert.equal(await page.locator("[name=phrase]").inputValue(), "green heron");
      await page.goto(`${center.url}/messages/m${count}`);
      assert.match(await main(), /18:10:00|18:10/, "the time of Tokyo");
      const { name, language } = center.portal.accounts.state.accounts.get(address) ?? {};
      assert.deepEqual([name, language], ["Bob 😀 ‏דופון", "de"]);
    });

    it("changes the password and is signed out elsewhere", async () => {
      const other = await center.signedIn(address, options);
      await visit.page.getByLabel("Present password").fill(password);
      await visit.page.getByLabel("New password").fill("quiet lanterns drift");
      await button("Change the password").click();
      await visit.page.getByText(/Your password is changed/).waitFor();
      await other.page.goto(`${center.url}/inbox`);
      assert.match(other.page.url(), /\/sign-in$/);
      await signIn(other.page, address, "quiet lanterns drift");
      await other.page.waitForURL(/\/inbox$/);
      await other.close();
    });

    it("turns codes on, is asked for one, helps itself with a recovery code, and turns them off", async () => {
      const { page } = visit;
      await page.getByRole("link", { name: "Set up codes" }).click();
      const shown = await page.locator("bdi.code").textContent();
      const secret = (shown ?? "").replaceAll(" ", "");
      assert.match(secret, /^[A-Z2-7]{32}$/);
      assert.ok(await page.getByRole("img", { name: "Picture for the authenticator app" }).isVisible());
      await page.getByRole("textbox", { name: "Code" }).fill(nextCode(secret));
      await button("Turn on").click();
      const codes = await page.locator(".codes li").allInnerTexts();
      assert.equal(codes.length, 10);
      for (const typed of [() => nextCode(secret), () => codes[0] ?? ""]) {
        await visit.context.clearCookies();
        await page.goto(`${center.url}/m/${await center.link(address, `m${count}`)}`);
        await signIn(page, address);
        await page.getByRole("textbox", { name: "Code" }).fill("000000");
        await button("Continue").click();
        await page.getByText(/That code is not right/).waitFor();
        await page.getByRole("textbox", { name: "Code" }).fill(typed());
        await button("Continue").click();
        await page.waitForURL(/\/messages\//);
      }
      await page.goto(`${center.url}/account`);
      assert.match(await main(), /9 recovery codes are left/);
      await page.getByRole("textbox", { name: "Code" }).fill(nextCode(secret));
      await button("Turn off").click();
      await page.getByText("Codes are no longer asked for at sign-in.").waitFor();
    });

    it("sees where it is signed in, and ends all of it", async () => {
      const other = await center.signedIn(address, options);
      await visit.page.reload();
      assert.equal(await visit.page.getByText("this browser").count(), 1);
      await button("Sign out everywhere").click();
      assert.match(visit.page.url(), /sign-in\?out=1$/);
      await other.page.goto(`${center.url}/inbox`);
      assert.match(other.page.url(), /\/sign-in$/);
      await other.close();
    });

    it("is told honestly why a message is not there, each time with a next step", async () => {
      const { page } = visit;
      for (const state of ["recalled", "expired", "suspended"] as const)
        center.put({ address, messageId: `${state}${count}`, state });
      const used = await activate(center, page, { address: `used${count}@partner.example` });
      await visit.context.clearCookies();
      const signedIn = await center.signedIn(address, options);
      const own = (state: string) => `/messages/${state}${count}`;
      const says = async (one: Visit, path: string, words: RegExp, next: string) => {
        await one.page.goto(`${center.url}${path}`);
        assert.match(await textIn(one.page), words);
        assert.ok(await one.page.locator("main").getByText(next).first().isVisible(), `${path}: ${next}`);
      };
      await says(signedIn, own("recalled"), /was recalled.*Anna Berger/s, "Go to your messages");
      await says(signedIn, own("expired"), /has expired.*send it again/s, "Go to your messages");
      await says(signedIn, own("suspended"), /is paused.*later/s, "Go to your messages");
      await says(signedIn, "/messages/none", /There is nothing here/, "Go to your messages");
      const foreign = await center.link("carol@third.example", `m${count}`);
      await says(signedIn, `/m/${foreign}`, /c…@t….*signed in as owner/s, "Sign out and use the other address");
      await signedIn.page.getByRole("button", { name: /Sign out and use/ }).click();
      assert.equal(await signedIn.page.getByLabel("Email address").inputValue(), "carol@third.example");
      await says(visit, `/a/${used}`, /already used or replaced/, "Forgot your password?");
      await says(visit, "/a/none", /This link is not known/, "Send me a new link");
      await signedIn.close();
    });
  });
}
