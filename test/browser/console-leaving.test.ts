import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { type ServedConsole, serveConsole } from "../support/serve-console.ts";
import { somePolicies } from "../support/some-messages.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { aSignedInTab, type ConsoleTab } from "./console-tab.ts";

const root = join(import.meta.dirname, "..", "..");

describe("leaving a page of the console", { skip: noBrowser }, () => {
  let served: ServedConsole;
  let browser: Browser;
  let owner: ConsoleTab;
  const asked: string[] = [];
  let answer = false;
  before(async () => {
    execFileSync(process.execPath, [join(root, "bin", "build-web.ts")], { stdio: "ignore" });
    served = await serveConsole();
    const { policies } = served.api.context;
    await policies.publish({ basedOn: 0, policySet: somePolicies, by: "installation", at: new Date(), note: "" });
    browser = await launchChromium();
    owner = await aSignedInTab(browser, served, "owner");
    owner.page.on("dialog", (dialog) => {
      asked.push(dialog.message());
      void (answer ? dialog.accept() : dialog.dismiss());
    });
  });
  after(async () => {
    await browser?.close();
    await served?.close();
  });
  const link = (name: string) => owner.page.getByRole("navigation").getByRole("link", { name, exact: true });
  const heading = (name: string) => owner.page.getByRole("heading", { name, exact: true });

  for (const { path, title, label } of [
    {
      path: "settings",
      title: "Settings",
      label: "Days that message tracking keeps finished messages",
      from: "API keys",
    },
    { path: "branding", title: "Branding", label: "Sentence on the sign-in page" },
    { path: "tls-policies/receipt/new", title: "New Secure Receipt policy", label: "Narrative" },
  ]) {
    it(`asks before what was changed on it is lost, by a link or by going back: ${path}`, async () => {
      answer = false;
      await owner.page.goto(`${served.url}/dashboard`);
      await heading("Dashboard").waitFor();
      await owner.page.evaluate(`history.pushState(null, "", new URL("${path}", document.baseURI))`);
      await owner.page.evaluate(`dispatchEvent(new PopStateEvent("popstate"))`);
      await heading(title).waitFor();
      const field = owner.page.getByLabel(label).first();
      await field.fill("7");
      asked.length = 0;
      await link("Audit log").click();
      await owner.page.evaluate("history.back()");
      const poll = async (): Promise<void> => (asked.length < 2 ? owner.page.waitForTimeout(20).then(poll) : undefined);
      await poll();
      assert.match(asked.join("\n"), /^(Leave this page\? What you changed on it was not saved\.\n?){2}$/);
      assert.equal(await field.inputValue(), "7");
      assert.equal(new URL(owner.page.url()).pathname, `/console/${path}`);
      answer = true;
      await link("Audit log").click();
      await heading("Audit log").waitFor();
      asked.length = 0;
      await link("Dashboard").click();
      await heading("Dashboard").waitFor();
      assert.deepEqual(asked, []);
    });
  }

  it("by publishing says on the next one what became of it, asks nothing, and goes silent on the one after", async () => {
    asked.length = 0;
    await owner.page.goto(`${served.url}/tls-policies/delivery/new`);
    await owner.page.getByLabel("Narrative").fill("TLS to our bank");
    await owner.page.getByRole("button", { name: "Publish", exact: true }).click();
    await heading("TLS policies").waitFor();
    await owner.page.getByRole("link", { name: "TLS to our bank" }).waitFor();
    await owner.page.getByText("Published. It comes into force").waitFor();
    assert.deepEqual(asked, []);
    await link("Audit log").click();
    await heading("Audit log").waitFor();
    await owner.page.getByText("Published. It comes into force").waitFor({ state: "detached" });
  });

  it("is not the only way out of a filter that cannot be used", async () => {
    for (const filter of [
      "messages?f=state%3Dnone-of-them",
      "messages?f=policy%3D".concat("x".repeat(400)),
      "audit?f=at%3E%3Dsoon",
    ]) {
      await owner.page.goto(`${served.url}/${filter}`);
      await owner.page.getByText("This filter cannot be used").waitFor();
      await owner.page.getByRole("button", { name: "Clear the filter" }).click();
      await owner.page.getByText("This filter cannot be used").waitFor({ state: "detached" });
      assert.equal(new URL(owner.page.url()).search, "");
    }
  });

  it("broke no rule of the content security policy", () => {
    assert.deepEqual(owner.complaints, []);
  });
});
