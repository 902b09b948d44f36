import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type ASealgate, aSealgate, gatewayDomain } from "../support/a-sealgate.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { setUpFactor } from "./set-up-factor.ts";

const run = promisify(execFile);
const noSwaks = existsSync("/usr/bin/swaks") || process.env.SEALGATE_REQUIRE_BROWSER === "1" ? false : "no swaks";
const bill = Buffer.from("item;price\r\nroom;120.00\r\n");
const password = "four plain words together";

describe("the main job, by hand", { skip: noBrowser || noSwaks }, () => {
  let sealgate: ASealgate;
  let browser: Browser;
  before(async () => {
    [sealgate, browser] = await Promise.all([aSealgate(), launchChromium()]);
  });
  after(async () => {
    await browser?.close();
    await sealgate?.close();
  });

  /** Hands in a message as an administrator would try it. */
  const swaks = async (to: string, more: readonly string[]) => {
    const { stdout } = await run("swaks", [
      ...["--server", `127.0.0.1:${sealgate.cloud.smtpPort}`, "--tls", "--from", "anna@company.example"],
      ...["--to", `${to.replace("@", "=")}@${gatewayDomain}`, "--header", `To: ${to}`],
      ...["--header", sealgate.proof.trim(), ...more],
    ]);
    return stdout;
  };
  const text = async (page: Page, place: string) => (await page.locator(place).textContent()) ?? "";

  describe("for a recipient, without scripts", () => {
    let context: BrowserContext;
    let page: Page;
    before(async () => {
      context = await browser.newContext({ javaScriptEnabled: false });
      page = await context.newPage();
    });

    it("takes a mail with a card number over STARTTLS and tells both sides, neither of them the number", async () => {
      const file = join(sealgate.folder, "bill.csv");
      writeFileSync(file, bill);
      const spoken = await swaks("bob@partner.example", [
        ...["--header", "Subject: Your booking", "--body", "Dear Bob, we charged card 4111 1111 1111 1111."],
        ...["--attach-type", "text/csv", "--attach-name", "bill.csv", "--attach", `@${file}`],
      ]);
      assert.match(spoken, /=== TLS started[\s\S]*<~\s+250 Ok [0-9a-v]{40}/);
      const told = await sealgate.mailTo("anna@company.example", /^Your message was encrypted: Your booking/);
      assert.match(told.text, /bob@partner\.example[\s\S]*policy “Payment card numbers” applies/);
      for (const { id } of await sealgate.listed())
        assert.equal(String(await sealgate.rawOf(id)).includes("4111"), false);
    });

    it("leads the recipient from the mail to reading it and saving its attachment", async () => {
      const mail = await sealgate.mailTo("bob@partner.example", /^anna@company\.example sent you an encrypted message/);
      await page.goto(mail.links.find((link) => link.includes("/mpc/a/")) ?? "");
      await page.getByLabel("Your name").fill("Bob Dupont");
      await page.getByLabel("Activation password").fill(/Activation password: (\S+)/.exec(mail.text)?.[1] ?? "");
      await page.getByLabel("Choose a password").fill("violet tractor hums");
      await page.getByRole("button", { name: "Activate and continue" }).click();
      assert.equal(await text(page, "h1"), "Your booking");
      const body = page.frameLocator("iframe").locator("body");
      assert.match((await body.textContent()) ?? "", /we charged card 4111 1111 1111 1111/);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: /bill\.csv/ }).click(),
      ]);
      assert.ok(readFileSync(await download.path()).equals(bill));
      await sealgate.mailTo("anna@company.example", /^bob@partner\.example can now read/);
    });

    it("sends the next mail as a link to sign in with, which leads straight to it", async () => {
      await context.clearCookies();
      await swaks("bob@partner.example", ["--header", "Subject: [encrypt] Second", "--body", "In confidence."]);
      const mail = await sealgate.mailTo("bob@partner.example", /^You have a new encrypted message from anna@/);
      assert.doesNotMatch(mail.text, /password:/i);
      await page.goto(mail.links.find((link) => link.includes("/mpc/m/")) ?? "");
      await page.getByLabel("Password").fill("violet tractor hums");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      assert.equal(await text(page, "h1"), "Second", "the trigger is gone");
    });
  });

  describe("for an administrator", () => {
    let page: Page;
    const complaints: string[] = [];
    before(async () => {
      page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
      page.on("pageerror", (error) => complaints.push(error.message));
    });

    it("lets the one-time password of the first mail in once, and asks for one of their own", async () => {
      const mail = await sealgate.mailTo("admin@company.example", /first sign-in/i);
      await page.goto(mail.links.find((link) => link.includes("/console")) ?? "");
      await page.getByLabel("User name").fill(/User name: (\S+)/.exec(mail.text)?.[1] ?? "");
      await page.getByLabel("Password").fill(/One-time password: (\S+)/.exec(mail.text)?.[1] ?? "");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.getByLabel("New password", { exact: true }).fill(password);
      await page.getByLabel("New password again").fill(password);
      await page.getByRole("button", { name: "Save password" }).click();
      await setUpFactor(page);
      await page.getByRole("link", { name: "Message tracking" }).waitFor();
    });

    it("shows the policies in force", async () => {
      await page.getByRole("link", { name: "Policies", exact: true }).click();
      await page.getByText("Payment card numbers").first().waitFor();
    });

    it("shows what was decided about the message, why, and what became of it, but not the number", async () => {
      await page.getByRole("link", { name: "Message tracking" }).click();
      await page.getByRole("link", { name: "Your booking" }).click();
      await page.getByRole("link", { name: "Open with the whole reasoning" }).click();
      await page.getByRole("heading", { name: "Your booking" }).waitFor();
      const shown = page.locator("main");
      await shown.getByText("bob@partner.example").first().waitFor();
      for (const part of [/Payment card numbers/, /[Ss]ealed|[Ee]ncrypted/, /[Rr]ead/])
        assert.match((await shown.textContent()) ?? "", part);
      assert.doesNotMatch((await shown.textContent()) ?? "", /4111 1111 1111 1111/);
      assert.deepEqual(complaints, []);
    });
  });
});
