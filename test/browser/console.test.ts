import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { type ServedConsole, serveConsole } from "../support/serve-console.ts";
import { aTrackedMessage, somePolicies } from "../support/some-messages.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { aTab, broken, overflow } from "./console-tab.ts";
import { type HeldFactor, proveFactor, setUpFactor } from "./set-up-factor.ts";

const root = join(import.meta.dirname, "..", "..");
const password = "four plain words together";
const largestFirstLoad = 400 * 1024;

describe("the Administrative Console in a browser", { skip: noBrowser }, () => {
  let served: ServedConsole;
  let browser: Browser;
  let held: HeldFactor;
  let tab: Awaited<ReturnType<typeof aTab>>;
  before(async () => {
    execFileSync(process.execPath, [join(root, "bin", "build-web.ts")], { stdio: "ignore" });
    served = await serveConsole();
    browser = await launchChromium();
    tab = await aTab(await browser.newContext({ viewport: { width: 1280, height: 800 } }));
  });
  after(async () => {
    await browser?.close();
    await served?.close();
  });
  const heading = (name: string) => tab.page.getByRole("heading", { name, exact: true });
  const button = (name: string) => tab.page.getByRole("button", { name });
  const signIn = async (typed: string) => {
    await tab.page.getByLabel("User name").fill("admin");
    await tab.page.getByLabel("Password").fill(typed);
    await button("Sign in").click();
  };

  it("asks for a sign-in at any address, and says plainly that it failed", async () => {
    await tab.page.goto(`${served.url}/messages`);
    await signIn("wrong");
    await tab.page.getByText("User name or password is wrong.").waitFor();
    assert.deepEqual(await broken(tab.page), []);
  });

  it("lets the one-time password choose a password and nothing else", async () => {
    await signIn(await served.api.first());
    await heading("Choose your password").waitFor();
    assert.deepEqual(await broken(tab.page), []);
    await tab.page.goto(`${served.url}/policies`);
    await heading("Choose your password").waitFor();
    await tab.page.goto(`${served.url}/messages`);
    const choose = async (first: string, second: string) => {
      await tab.page.getByLabel("New password", { exact: true }).fill(first);
      await tab.page.getByLabel("New password again").fill(second);
      await button("Save password").click();
    };
    await choose("short", "short");
    await tab.page.getByText("Too short").waitFor();
    await choose(password, `${password}!`);
    await tab.page.getByText("not the same").waitFor();
    await choose(password, password);
    await heading("Set up a second factor").waitFor();
    assert.deepEqual(await broken(tab.page), []);
    held = await setUpFactor(tab.page);
    await heading("Message tracking").waitFor();
  });

  it("says what the empty pages wait for", async () => {
    await tab.page.getByText("No mail yet").waitFor();
    await tab.page.getByRole("link", { name: "Policies", exact: true }).click();
    await tab.page.getByText("No policies yet").waitFor();
  });

  it("shows the policies in force, numbered, with since when and by whom, and the last row", async () => {
    const at = new Date("2026-11-22T10:00:00Z");
    await served.api.context.policies.publish({
      basedOn: 0,
      policySet: somePolicies,
      by: "installation",
      at,
      note: "",
    });
    await tab.page.reload();
    await heading("Otherwise").waitFor();
    const list = tab.page.getByRole("list", { name: "Policies in the order in which they are asked" });
    const rows = await list.getByRole("listitem").allInnerTexts();
    assert.match(rows[0] ?? "", /The sender asked for encryption/);
    assert.match(rows[1] ?? "", /Payment card numbers/);
    await tab.page.getByText(/Version 1 is in force since 22 Nov 2026, \d\d:\d\d, published at installation/).waitFor();
    assert.deepEqual(await broken(tab.page), []);
  });

  it("lists messages page by page, newest first", async () => {
    for (let number = 1; number <= 30; number += 1) {
      const receivedAt = new Date(Date.UTC(2026, 10, 20, number)).toISOString();
      await aTrackedMessage(served.api.ledger, `m${number}`, { receivedAt, subject: `Invoice ${number}` });
    }
    await tab.page.getByRole("link", { name: "Message tracking" }).click();
    await tab.page.getByRole("link", { name: "Invoice 30" }).waitFor();
    assert.equal(await tab.page.getByRole("link", { name: /^Invoice/ }).count(), 25);
    assert.deepEqual(await broken(tab.page), []);
    await button("Next page").click();
    await tab.page.getByRole("link", { name: "Invoice 5" }).waitFor();
    assert.equal(await tab.page.getByRole("link", { name: /^Invoice/ }).count(), 5);
  });

  it("explains one message: verdicts, the policy that decided, masked evidence, timeline", async () => {
    await tab.page.getByRole("link", { name: "Invoice 5" }).click();
    await heading("Timeline").waitFor();
    assert.deepEqual(await broken(tab.page), []);
    await tab.page.getByRole("link", { name: "Open with the whole reasoning" }).click();
    await tab.page.getByText("Matched and decided").waitFor();
    await tab.page.getByText("**** 1111").first().waitFor();
    await tab.page
      .getByText(/in the body \(part [\d.]+, line \d+\)/)
      .first()
      .waitFor();
    await tab.page.getByText("Sealed in the Message Pickup Center").waitFor();
    assert.equal(await tab.page.title(), "Invoice 5 – Administrative Console");
    assert.deepEqual(await broken(tab.page), []);
  });

  it("keeps its address over a reload, and goes back", async () => {
    await tab.page.reload();
    await heading("Invoice 5").waitFor();
    await tab.page.goBack();
    await heading("Message tracking").waitFor();
    await tab.page.goto(`${served.url}/messages/unknown`);
    await tab.page.getByText("Not found", { exact: true }).waitFor();
  });

  it("needs no sideways scrolling at 1280, 1024 and 390 pixels, and no complaint in the dark", async () => {
    await tab.page.emulateMedia({ colorScheme: "dark" });
    for (const width of [1280, 1024, 390]) {
      await tab.page.setViewportSize({ width, height: 800 });
      for (const path of ["policies", "messages", "messages/m5"]) {
        await tab.page.goto(`${served.url}/${path}`);
        await tab.page
          .getByText(/Otherwise|Invoice 30|Timeline/)
          .first()
          .waitFor();
        assert.ok((await overflow(tab.page)) <= 0, `${path} at ${width}`);
        assert.deepEqual(await broken(tab.page), [], `${path} at ${width}`);
      }
    }
    await tab.page.setViewportSize({ width: 1280, height: 800 });
    await tab.page.emulateMedia({ colorScheme: "light" });
  });

  it("leads back to the same page when the session was lost in the middle", async () => {
    await tab.page.goto(`${served.url}/messages`);
    await heading("Message tracking").waitFor();
    await tab.page.context().clearCookies({ name: "__Host-console" });
    await button("Refresh").click();
    await tab.page.getByText("You were signed out.").waitFor();
    await signIn(password);
    await proveFactor(tab.page, held.recoveryCodes[0] ?? "");
    await heading("Message tracking").waitFor();
  });

  it("renews a form token that is out of date without being asked", async () => {
    await tab.page.context().clearCookies({ name: "__Host-visit" });
    await button("admin").click();
    await tab.page.getByRole("menuitem", { name: "Sign out" }).click();
    await heading("Sign in").waitFor();
    const cookies = await tab.page.context().cookies();
    assert.ok(cookies.every(({ name }) => name !== "__Host-console"));
  });

  it("loads at most 400 KB until the largest page stands", async () => {
    const fresh = await aTab(await browser.newContext());
    await fresh.page.goto(`${served.url}/messages`);
    await fresh.page.getByLabel("User name").fill("admin");
    await fresh.page.getByLabel("Password").fill(password);
    await fresh.page.getByRole("button", { name: "Sign in" }).click();
    await proveFactor(fresh.page, held.recoveryCodes[1] ?? "");
    await fresh.page.getByRole("link", { name: "Invoice 30" }).waitFor();
    const bytes = await fresh.loaded();
    assert.ok(bytes > 100_000 && bytes <= largestFirstLoad, `${bytes} bytes`);
    assert.deepEqual(fresh.complaints, []);
  });

  it("never met its own content security policy or an error", () => {
    assert.deepEqual(tab.complaints, []);
  });
});
