import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { codeAt } from "../../src/accounts/code-generator.ts";
import { aPickupCenter, password, textIn, type Visit } from "./a-pickup-center.ts";
import { noBrowser } from "./chromium.ts";

describe("a button that is pressed twice", { skip: noBrowser }, () => {
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
    address = `hasty${count}@partner.example`;
    center.put({ address, messageId: `m${count}`, recipientId: `r${count}` });
    visit = await center.visit();
    const pair = await center.activation({ address, messageId: `m${count}` });
    await visit.page.goto(`${center.url}/a/${pair.token}`);
    await visit.page.getByLabel("Your name").fill("Bob");
    await visit.page.getByLabel("Activation password").fill(pair.activationPassword);
    await visit.page.getByLabel("Choose a password").fill(password);
  });
  afterEach(() => visit.close());
  const twice = async (name: string) => {
    await visit.page.evaluate("void (document.body.dataset.pressed = 'twice')");
    await visit.page.getByRole("button", { name, exact: true }).dblclick();
    await visit.page.locator("body:not([data-pressed])").waitFor({ state: "attached" });
    await visit.page.waitForLoadState("networkidle");
  };
  const effects = () =>
    center.portal.accounts.state.effects.filter((effect) => JSON.stringify(effect).includes(address));
  const nextCode = (secret: string) => {
    now += 30_000;
    return codeAt(secret, Math.floor(now / 30_000));
  };

  it("activates once, and leads to the message or to signing in", async () => {
    await twice("Activate and continue");
    const text = await textIn(visit.page);
    assert.match(text, /Your contract for signature|already used/);
    if (/already used/.test(text)) {
      await visit.page.getByLabel("Password").fill(password);
      await visit.page.getByRole("button", { name: "Sign in", exact: true }).click();
      await visit.page.waitForURL(/\/messages\//);
    }
    assert.equal(center.portal.mailbox.notes.filter((note) => note === `activated m${count}`).length, 1);
  });

  it("signs in, turns codes on with the codes that are kept, and proves one", async () => {
    const { page } = visit;
    await page.getByRole("button", { name: "Activate and continue" }).click();
    await page.waitForURL(/\/messages\//);
    await page.goto(`${center.url}/account/second-factor`);
    const secret = await page.locator("[name=secret]").inputValue();
    await page.getByRole("textbox", { name: "Code" }).fill(nextCode(secret));
    await twice("Turn on");
    const codes = await page.locator(".codes li").allInnerTexts();
    assert.equal(codes.length, 10, await textIn(page));
    await visit.context.clearCookies();
    await page.goto(`${center.url}/sign-in`);
    await page.getByLabel("Email address").fill(address);
    await page.getByLabel("Password").fill(password);
    await twice("Sign in");
    await page.getByRole("textbox", { name: "Code" }).fill(codes[3] ?? "");
    await twice("Continue");
    await page.goto(`${center.url}/inbox`);
    assert.match(await textIn(page), /Your messages/, "signed in after all");
  });

  it("changes the password, and its owner is in or signs in with the new one", async () => {
    const { page } = visit;
    await page.getByRole("button", { name: "Activate and continue" }).click();
    await page.waitForURL(/\/messages\//);
    await page.goto(`${center.url}/account`);
    await page.getByLabel("Present password").fill(password);
    await page.getByLabel("New password").fill("quiet lanterns drift");
    await twice("Change the password");
    await page.goto(`${center.url}/inbox`);
    // A browser drops the answer to the first press, and with it the session that it gave.
    if (/sign-in/.test(page.url())) {
      await page.getByLabel("Email address").fill(address);
      await page.getByLabel("Password").fill("quiet lanterns drift");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.waitForURL(/\/inbox/);
    }
    assert.match(await textIn(page), /Your messages/);
    assert.ok(effects().some(({ kind }) => kind === "password-changed"));
  });

  it("deletes a message once", async () => {
    const { page } = visit;
    await page.getByRole("button", { name: "Activate and continue" }).click();
    await page.waitForURL(/\/messages\//);
    await page.getByRole("link", { name: "Delete" }).click();
    await twice("Delete");
    assert.match(await textIn(page), /The message is deleted/);
  });
});
