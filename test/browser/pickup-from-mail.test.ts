import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type ASealgate, aSealgate, type OutboxMail } from "../support/a-sealgate.ts";
import { launchChromium, noBrowser } from "./chromium.ts";

const address = "bob@partner.example";
const attachment = Buffer.from("item,price\r\nroom,120.00\r\n");

/** A booking with a card number in its text, which the first policies encrypt, and a small attachment. */
function aBooking(subject: string): Buffer {
  const boundary = "=_booking";
  const lines = [
    "From: Anna Berger <anna@company.example>",
    `To: Bob <${address}>`,
    `Subject: ${subject}`,
    "Date: Fri, 20 Nov 2026 09:10:00 +0000",
    `Message-ID: <${subject.replaceAll(/\W/g, "-")}@company.example>`,
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    "Content-Type: text/html; charset=utf-8",
    "",
    "<p>Dear Bob,</p><p>we charged card <b>4111 1111 1111 1111</b>.</p><script>alert(1)</script>",
    `--${boundary}`,
    'Content-Type: text/csv; name="bill.csv"',
    'Content-Disposition: attachment; filename="bill.csv"',
    "Content-Transfer-Encoding: base64",
    "",
    attachment.toString("base64"),
    `--${boundary}--`,
    "",
  ];
  return Buffer.from(lines.join("\r\n"));
}

describe("picking up a message, from the mail to the page", { skip: noBrowser }, () => {
  let sealgate: ASealgate;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  before(async () => {
    [sealgate, browser] = await Promise.all([aSealgate(), launchChromium()]);
    context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
  });
  after(async () => {
    await browser?.close();
    await sealgate?.close();
  });
  const linkOf = (mail: OutboxMail) => mail.links.find((link) => /\/mpc\/[am]\//.test(link)) ?? "";
  const activationPasswordOf = (mail: OutboxMail) => /Activation password: (\S+)/.exec(mail.text)?.[1] ?? "";

  it("lets a new recipient activate, read and save", async () => {
    await sealgate.send(aBooking("Your booking"));
    const mail = await sealgate.mailTo(address, /encrypted message/);
    await page.goto(linkOf(mail));
    await page.getByLabel("Your name").fill("Bob Dupont");
    await page.getByLabel("Activation password").fill(activationPasswordOf(mail));
    await page.getByLabel("Choose a password").fill("violet tractor hums");
    await page.getByRole("button", { name: "Activate and continue" }).click();
    assert.equal(await page.locator("h1").textContent(), "Your booking");
    const body = page.frameLocator("iframe").locator("body");
    assert.match((await body.textContent()) ?? "", /we charged card 4111 1111 1111 1111/);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /bill\.csv/ }).click(),
    ]);
    assert.ok(readFileSync(await download.path()).equals(attachment));
    await sealgate.mailTo("anna@company.example", /Your message was encrypted/);
    await sealgate.tracked(({ timeline }) => timeline.some(({ event }) => event === "read"));
  });

  it("lets a known recipient sign in from the next mail, straight to its message", async () => {
    await context.clearCookies();
    await sealgate.send(aBooking("Your second booking"));
    const mail = await sealgate.mailTo(address, /new encrypted message from anna@company\.example/);
    await page.goto(linkOf(mail));
    assert.equal(await page.getByLabel("Email address").inputValue(), address);
    await page.getByLabel("Password").fill("violet tractor hums");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    assert.equal(await page.locator("h1").textContent(), "Your second booking");
    await page.getByRole("link", { name: "All messages" }).click();
    assert.deepEqual(await page.locator(".what").allTextContents(), ["Your second booking", "Your booking"]);
  });

  it("lets a recipient who forgot the password choose a new one, and loses no mail", async () => {
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("link", { name: "Forgot your password?" }).click();
    await page.getByLabel("Email address").fill(address);
    await page.getByRole("button", { name: "Send me a link" }).click();
    assert.equal(await page.locator("h1").textContent(), "Check your email");
    const mail = await sealgate.mailTo(address, /password|reset/i);
    await page.goto(linkOf(mail));
    await page.getByLabel("Activation password").fill(activationPasswordOf(mail));
    await page.getByLabel("Choose a password").fill("quiet lanterns drift");
    await page.getByRole("button", { name: "Save and continue" }).click();
    await page.locator(".what").first().click();
    assert.equal(await page.locator("h1").textContent(), "Your second booking");
    await sealgate.mailTo(address, /password was changed/i);
  });
});
