import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { simpleParser } from "mailparser";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { type ASealgate, aSealgate, eventually, type OutboxMail } from "../support/a-sealgate.ts";
import { launchChromium, noBrowser } from "./chromium.ts";

const address = "bob@partner.example";
const password = "violet tractor hums";

/** A mail with a card number in its text, which the first policies encrypt. */
function aBooking(subject: string): Buffer {
  const lines = [
    "From: Anna Berger <anna@company.example>",
    `To: Bob <${address}>, carol@third.example`,
    `Subject: ${subject}`,
    "Date: Fri, 20 Nov 2026 09:10:00 +0000",
    `Message-ID: <${subject.replaceAll(/\W/g, "-")}@company.example>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Dear Bob, we charged card 4111 1111 1111 1111.",
    "",
  ];
  return Buffer.from(lines.join("\r\n"));
}

describe("replying, from the browser to the sender's mailbox", { skip: noBrowser }, () => {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-reply-"));
  const [small, large] = [join(folder, "signed page.txt"), join(folder, "plan.bin")];
  let sealgate: ASealgate;
  let browser: Browser;
  let inbox = "";
  before(async () => {
    writeFileSync(small, "a signed page");
    writeFileSync(large, randomBytes(9 * 1024 * 1024));
    [sealgate, browser] = await Promise.all([aSealgate(), launchChromium()]);
    await sealgate.send(aBooking("Your booking"));
    const mail = await sealgate.mailTo(address, /encrypted message/);
    const page = await (await browser.newContext()).newPage();
    await page.goto(linkOf(mail));
    await page.getByLabel("Your name").fill("Bob Dupont");
    await page.getByLabel("Activation password").fill(/Activation password: (\S+)/.exec(mail.text)?.[1] ?? "");
    await page.getByLabel("Choose a password").fill(password);
    await page.getByRole("button", { name: "Activate and continue" }).click();
    inbox = page.url().replace(/\/messages\/.*/, "/inbox");
    await page.context().close();
  });
  after(async () => {
    await browser?.close();
    await sealgate?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const linkOf = (mail: OutboxMail) => mail.links.find((link) => /\/mpc\/[am]\//.test(link)) ?? "";

  /** A signed-in page on the message, with what the browser's policies complained about. */
  const openMessage = async (options: BrowserContextOptions) => {
    const context: BrowserContext = await browser.newContext(options);
    const page: Page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (/Security Policy|Trusted Type/i.test(message.text())) complaints.push(message.text());
    });
    await page.goto(inbox);
    await page.getByLabel("Email address").fill(address);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.locator(".mails a").first().click();
    return { context, page, complaints };
  };
  const toAnna = async () =>
    Promise.all(
      (await sealgate.outbox("anna@company.example"))
        .filter(({ subject }) => subject.startsWith("Re: "))
        .map(async ({ id, tlsRequired }) => ({ ...(await simpleParser(await sealgate.rawOf(id))), tlsRequired })),
    );
  const delivered = async (words: string) => {
    const mail = await eventually(`a mail that says ${words}`, async () =>
      (await toAnna()).find(({ text = "" }) => text.includes(words)),
    );
    assert.equal(mail.tlsRequired, true);
    return mail;
  };

  it("works without scripts, with one attachment in the form", async () => {
    const { context, page } = await openMessage({ javaScriptEnabled: false });
    await page.getByRole("link", { name: "Reply", exact: true }).click();
    await page.getByRole("textbox", { name: "Your message" }).fill("Dear Anna,\n\nsigned: ✓ שלום");
    await page.getByLabel("Choose a file").setInputFiles(small);
    await page.getByRole("button", { name: "Attach this file" }).click();
    assert.match((await page.locator("main").textContent()) ?? "", /signed page\.txt/);
    assert.equal(
      await page.getByRole("textbox", { name: "Your message" }).inputValue(),
      "Dear Anna,\n\nsigned: ✓ שלום",
    );
    await page.getByRole("button", { name: "Send" }).click();
    assert.match((await page.locator("main").textContent()) ?? "", /on its way/);
    const read = await delivered("signed: ✓ שלום");
    assert.equal(read.from?.value[0]?.name, "Bob Dupont (bob@partner.example) via Company Message Center");
    assert.equal(read.replyTo?.text, address);
    assert.equal(read.inReplyTo, "<Your-booking@company.example>");
    assert.equal(read.attachments[0]?.content.toString(), "a signed page");
    await sealgate.tracked(({ timeline }) => timeline.some(({ event }) => event === "replied"));
    await page.getByRole("link", { name: "Sent", exact: true }).click();
    await page.locator(".mails a").first().click();
    assert.match((await page.locator("main").textContent()) ?? "", /signed: ✓ שלום/);
    await context.close();
  });

  it("uploads large files in parts, tries a lost part again, and keeps the draft over a reload", async () => {
    const { context, page, complaints } = await openMessage({});
    await page.getByRole("link", { name: "Reply to all" }).click();
    let lost = 0;
    await context.route(/\/parts\?.*part=1/, async (route) => {
      lost += 1;
      await (lost === 1 ? route.abort() : route.continue());
    });
    const text = page.getByRole("textbox", { name: "Your message" });
    const kept = page.waitForRequest((request) => request.method() === "POST");
    await text.fill("Here is the plan.");
    await kept;
    await eventually("the draft after a reload", async () => {
      await page.reload();
      return (await text.inputValue()) === "Here is the plan.";
    });
    await page.getByLabel("Choose a file").setInputFiles(large);
    await page.getByText("Your draft is saved, encrypted").waitFor();
    assert.match((await page.locator(".files").textContent()) ?? "", /plan\.bin\s*9 MB/);
    assert.equal(lost, 2);
    await page.getByRole("button", { name: "Send" }).dblclick();
    await page
      .getByText(/on its way|Sent/)
      .first()
      .waitFor();
    const read = await delivered("Here is the plan");
    assert.ok(read.attachments[0]?.content.equals(readFileSync(large)));
    const sealed = await sealgate.mailTo("carol@third.example", /encrypted message/);
    assert.match(sealed.subject, /bob@partner\.example/);
    assert.equal((await toAnna()).filter(({ text: body = "" }) => body.includes("Here is the plan")).length, 1);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it("loses no text when the session ended meanwhile, with scripts and without", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { context, page } = await openMessage({ javaScriptEnabled });
      await page.getByRole("link", { name: "Reply", exact: true }).click();
      await context.clearCookies({ name: "__Host-session" });
      await page.getByRole("textbox", { name: "Your message" }).fill("Long and careful words.");
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByLabel("Email address").fill(address);
      await page.getByLabel("Password").fill(password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      assert.equal(await page.getByRole("textbox", { name: "Your message" }).inputValue(), "Long and careful words.");
      await context.close();
    }
  });
});
