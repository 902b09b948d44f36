import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { issueActivation } from "../../src/accounts/issue-activation.ts";
import { issueMessageLink } from "../../src/accounts/issue-message-link.ts";
import { aPortal } from "../functions/pickup-api/a-portal.ts";
import { aDeposit, aView } from "../unit/pickup/in-memory-mailbox.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { servePortal } from "./serve-portal.ts";
import { virtualAuthenticator } from "./virtual-authenticator.ts";

const address = "bob@partner.example";

describe("a passkey", { skip: noBrowser }, () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let portal: Awaited<ReturnType<typeof aPortal>>;
  let served: Awaited<ReturnType<typeof servePortal>>;
  const complaints: string[] = [];
  before(async () => {
    browser = await launchChromium();
    served = await servePortal(async (origin) => {
      portal = await aPortal({ portalUrl: `${origin}/mpc` });
      return portal.call;
    });
    portal.mailbox.put(aDeposit(), aView());
    context = await browser.newContext();
    page = await context.newPage();
    page.on("console", (message) => {
      if (/Security Policy|Trusted Type/i.test(message.text())) complaints.push(message.text());
    });
    await virtualAuthenticator(page);
    const pair = await issueActivation(portal.context, portal.context.clock, { address });
    await page.goto(`${served.url}/a/${pair.token}`);
    await page.getByLabel("Your name").fill("Bob Dupont");
    await page.getByLabel("Activation password").fill(pair.activationPassword);
    await page.getByLabel("Choose a password").fill("violet tractor hums");
    await page.getByRole("button", { name: "Activate and continue" }).click();
  });
  after(async () => {
    await browser?.close();
    await served?.close();
  });

  /** Sends the sign-in form with an answer of our choice. */
  const answerWith = async (credential: string) => {
    await page.goto(`${served.url}/sign-in`);
    await page.locator('form[name=passkey] input[name="credential"]').evaluate((input, value) => {
      const field = input as unknown as { value: string; form: { submit(): void } };
      field.value = value;
      field.form.submit();
    }, credential);
    await page.waitForURL(/\/sign-in\/passkey$/);
  };

  it("is made by its owner, who is told by mail", async () => {
    await page.goto(`${served.url}/account`);
    await page.getByRole("link", { name: "Add a passkey" }).click();
    await page.getByLabel("Name for this passkey").fill("My phone");
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.waitForURL(/note=saved/);
    assert.match((await page.locator("main").textContent()) ?? "", /My phone/);
    assert.deepEqual(portal.accounts.state.effects.at(-1), { kind: "account-changed", address, change: "passkey-on" });
  });

  it("signs in from a mail, straight to its message, and its answer is good only once", async () => {
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    const expiresAt = new Date("2099-01-01");
    const token = await issueMessageLink(portal.context, portal.context.clock, { address, messageId: "m1", expiresAt });
    await context.clearCookies();
    await page.goto(`${served.url}/m/${token}`);
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.url().endsWith("/sign-in/passkey")),
      page.getByRole("button", { name: "Sign in with a passkey" }).click(),
    ]);
    await page.waitForURL(/\/messages\/m1$/);
    assert.equal(await page.locator("h1").textContent(), "Your contract for signature");
    const credential = new URLSearchParams(request.postData() ?? "").get("credential") ?? "";
    await context.clearCookies({ name: "__Host-session" });
    await answerWith(credential);
    assert.match((await page.locator("main").textContent()) ?? "", /That did not work/);
  });

  it("is not offered where no script runs", async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const shown = await plain.newPage();
    await shown.goto(`${served.url}/sign-in`);
    assert.equal(await shown.getByRole("button", { name: "Sign in", exact: true }).isVisible(), true);
    assert.equal(await shown.getByText("Sign in with a passkey").isVisible(), false);
    await plain.close();
  });

  it("is offered after a wrong password too; it is refused once its owner removed it, or when the answer is not one", async () => {
    for (const credential of ["", "{", "null", '{"id":"x"}', `{"id":"${"a".repeat(1900)}"}`]) {
      await answerWith(credential);
      assert.match((await page.locator("main").textContent()) ?? "", /That did not work/);
    }
    await page.goto(`${served.url}/sign-in`);
    await page.getByLabel("Email address").fill(address);
    await page.getByLabel("Password").fill("forgotten");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByRole("alert").waitFor();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.waitForURL(/\/inbox$/);
    const held = (await context.cookies()).filter(({ name }) => name === "__Host-session");
    const before = portal.accounts.state.sessions.size;
    await context.clearCookies({ name: "__Host-session" });
    await page.goto(`${served.url}/sign-in`);
    await context.addCookies(held);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.waitForURL(/\/inbox$/);
    assert.equal(held.length, 1);
    assert.equal(portal.accounts.state.sessions.size, before, "the session that the browser still held has ended");
    await page.goto(`${served.url}/account`);
    await page.getByRole("button", { name: "Remove My phone" }).click();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByText("That did not work").first().waitFor();
    assert.deepEqual(complaints, []);
  });
});
