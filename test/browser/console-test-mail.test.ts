import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { type ASealgate, aSealgate } from "../support/a-sealgate.ts";
import { publishTls } from "../support/publish-tls.ts";
import { aDelivery, aReceipt } from "../unit/tls/a-policy.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { type SignedIn, theFirstOwner } from "./sign-in-first.ts";

const toBob = { appliesTo: [{ kind: "individual", address: "bob@partner.example" }] };

describe("a test mail sent by the console's button, through the whole gateway", { skip: noBrowser }, () => {
  let sealgate: ASealgate;
  let browser: Browser;
  let owner: SignedIn;
  before(async () => {
    [sealgate, browser] = await Promise.all([aSealgate(), launchChromium()]);
    const receipt = [aReceipt({ id: "in", option: "enforced", ...toBob })];
    await publishTls(sealgate, { receipt, delivery: [aDelivery({ id: "out", option: "enforced", ...toBob })] });
    owner = await theFirstOwner(sealgate, browser);
  });
  after(async () => {
    await browser?.close();
    await sealgate?.close();
  });

  it("opens its page by itself, whose views say what the wire did in and out", async () => {
    const { page } = owner;
    await page.goto(new URL("tls-readiness", owner.base).href);
    await page.getByLabel("To", { exact: true }).fill("bob@partner.example");
    await page.getByRole("button", { name: "Send test mail" }).click();
    await page.getByRole("heading", { name: "TLS test", exact: true }).waitFor();
    for (const heading of ["Received view", "Delivered view"])
      await page.getByRole("heading", { name: heading, exact: true }).waitFor();
    for (const text of ["127.0.0.1", "a8-1.smtp-out.amazonses.com", "TLS 1.2 or later, required by rule"])
      await page.getByText(text, { exact: true }).first().waitFor();
    await page.getByText("Secure Receipt policy: in.").waitFor();
    await page.getByText("Secure Delivery policy: out.").waitFor();
    await page.getByText("Amazon SES, TLS required").waitFor();
    const { recipients } = await sealgate.tracked(({ message, recipients: [one] }) =>
      Boolean(message.subject === "TLS test" && one?.state === "delivered"),
    );
    assert.equal(recipients[0]?.receipt?.proof, "rule");
    await page.reload();
    await page.getByText("Guaranteed: it was required").waitFor();
    assert.deepEqual(owner.complaints, []);
  });
});
