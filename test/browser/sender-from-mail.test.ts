import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { type ASealgate, aSealgate } from "../support/a-sealgate.ts";
import { launchChromium, noBrowser } from "./chromium.ts";

const bob = "bob@partner.example";
const anna = "anna@company.example";
const cardNumber = readFileSync(new URL("../fixtures/mail/card-number.eml", import.meta.url));

describe("a sender's message, from the mail to its end", { skip: noBrowser }, () => {
  let sealgate: ASealgate;
  let browser: Browser;
  let page: Page;
  before(async () => {
    [sealgate, browser] = await Promise.all([aSealgate(), launchChromium()]);
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  });
  after(async () => {
    await browser?.close();
    await sealgate?.close();
  });

  it("is paused, let on again and recalled, each function with the rights of its role", async () => {
    await sealgate.send(cardNumber);
    const mail = await sealgate.mailTo(anna, /Your message was encrypted/);
    const toBob = await sealgate.mailTo(bob, /encrypted message/);
    await page.goto(mail.links.find((link) => link.includes("/mpc/s/")) ?? "");
    await page.getByRole("button", { name: "Send me a code" }).click();
    const code = await sealgate.mailTo(anna, /Your code/);
    assert.equal(code.tlsRequired, true);
    assert.deepEqual(code.links, [], "no link in a mail that carries a secret for a page");
    await page.getByLabel("Code from the email").fill(/Code: (\d{4} \d{4})/.exec(code.text)?.[1] ?? "");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Let it be read again" }).click();
    await page.getByText("Recall …").click();
    await page.getByRole("button", { name: "Recall for good" }).click();
    assert.match((await page.locator(".tag").textContent()) ?? "", /Recalled/);
    await sealgate.tracked(
      ({ recipients, timeline }) =>
        recipients[0]?.state === "recalled" && timeline.some(({ event }) => event === "keys-destroyed"),
    );
    await page.reload();
    assert.doesNotMatch((await page.locator("main").textContent()) ?? "", /being done now/);
    await page.goto(toBob.links.find((link) => link.includes("/mpc/a/")) ?? "");
    await page.getByLabel("Your name").fill("Bob Dupont");
    await page.getByLabel("Activation password").fill(/Activation password: (\S+)/.exec(toBob.text)?.[1] ?? "");
    await page.getByLabel("Choose a password").fill("violet tractor hums");
    await page.getByRole("button", { name: "Activate and continue" }).click();
    assert.equal(await page.locator("h1").textContent(), "This message was recalled");
  });

  it("has its bounced notice told to the sender at once", async () => {
    await sealgate.send(cardNumber, { to: ["bounce=simulator.amazonses.com@gw.company.example"] });
    const mail = await sealgate.mailTo(anna, /bounce@simulator\.amazonses\.com could not be told/);
    assert.match(mail.text, /Reference: \w{4}-\w{4}/);
  });

  it("has a complaint told to the sender", async () => {
    await sealgate.send(cardNumber, { to: ["complaint=simulator.amazonses.com@gw.company.example"] });
    await sealgate.mailTo(anna, /complaint@simulator\.amazonses\.com marked our mail/);
  });
});
