import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { type ServedConsole, serveConsole } from "../support/serve-console.ts";
import { someDays } from "../support/some-days.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { aSignedInTab, broken, type ConsoleTab, overflow } from "./console-tab.ts";
import { proveFactor } from "./set-up-factor.ts";

const root = join(import.meta.dirname, "..", "..");

describe("the console's day-to-day pages in a browser", { skip: noBrowser }, () => {
  let served: ServedConsole;
  let browser: Browser;
  let owner: ConsoleTab;
  let reviewer: ConsoleTab;
  before(async () => {
    execFileSync(process.execPath, [join(root, "bin", "build-web.ts")], { stdio: "ignore" });
    served = await serveConsole();
    await someDays(served);
    browser = await launchChromium();
    owner = await aSignedInTab(browser, served, "owner");
    reviewer = await aSignedInTab(browser, served, "reviewer");
  });
  after(async () => {
    await browser?.close();
    await served?.close();
  });
  const open = (tab: ConsoleTab, path: string) => tab.page.goto(`${served.url}/${path}`);
  const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
  const rows = (page: Page) => page.getByRole("row");

  it("opens with the dashboard: what is left to set up, what waits, the last seven days", async () => {
    await open(owner, "");
    await heading(owner.page, "Dashboard").waitFor();
    await owner.page.getByText("Give your mail server the connector's secret").waitFor();
    await owner.page.getByText("Never matched").waitFor();
    const table = await owner.page.getByRole("table", { name: "Recipients a day by decision" }).textContent();
    assert.match(table ?? "", /4120021$/);
    await owner.page.getByText("1 of 300 messages (0.3 %)").waitFor();
    assert.deepEqual(await broken(owner.page), []);
  });

  it("leads from a number of the dashboard to the messages behind it", async () => {
    await owner.page.getByRole("link", { name: "Encrypted, 7 days: show", exact: true }).click();
    await heading(owner.page, "Message tracking").waitFor();
    await owner.page
      .getByRole("button", { name: /Decided.*Encrypt/ })
      .first()
      .waitFor();
    await owner.page.getByRole("link", { name: "Invoice 1" }).first().waitFor();
  });

  it("filters by what is typed, keeps the filter in the address and over a reload", async () => {
    await open(owner, "messages");
    await owner.page.getByRole("link", { name: "Invoice 1", exact: true }).waitFor();
    await owner.page.getByPlaceholder("Filter by time").focus();
    const filter = owner.page.getByRole("combobox", { name: "Filter by time, address, subject, decision or state" });
    await filter.fill("Invoice 12");
    await filter.press("Enter");
    await owner.page.getByRole("link", { name: "Invoice 3", exact: true }).waitFor({ state: "detached" });
    await owner.page.getByRole("link", { name: "Invoice 12" }).waitFor();
    assert.equal(await owner.page.getByRole("link", { name: /^Invoice/ }).count(), 1);
    assert.match(owner.page.url(), /messages\?f=/);
    assert.deepEqual(await broken(owner.page), []);
    await owner.page.reload();
    await owner.page.getByRole("link", { name: "Invoice 12" }).waitFor();
    assert.equal(await owner.page.getByRole("link", { name: /^Invoice/ }).count(), 1);
    await owner.page.getByRole("button", { name: "Clear filters" }).click();
    await owner.page.getByRole("link", { name: "Invoice 3", exact: true }).waitFor();
  });

  it("opens a message beside the list, tells its story and tests it again under today's policies", async () => {
    await owner.page.getByRole("link", { name: "Invoice 3", exact: true }).click();
    await heading(owner.page, "Timeline").waitFor();
    await owner.page.getByRole("button", { name: "Re-test" }).click();
    await owner.page.getByText("Nothing is sent, sealed or changed by this.").waitFor();
    assert.equal(await owner.page.getByText("Unchanged").count(), 2);
    assert.deepEqual(await broken(owner.page), []);
    await owner.page.getByRole("button", { name: "Close details" }).click();
    await heading(owner.page, "Timeline").waitFor({ state: "detached" });
  });

  it("lets a person choose columns, and exports all that was found as CSV", async () => {
    await open(owner, "messages");
    await owner.page.getByRole("link", { name: "Invoice 3", exact: true }).waitFor();
    await owner.page.getByRole("button", { name: "Columns and rows" }).click();
    await owner.page.getByRole("menuitemcheckbox", { name: "From" }).click();
    await owner.page.getByRole("columnheader", { name: "From" }).waitFor({ state: "detached" });
    await owner.page.reload();
    await owner.page.getByRole("columnheader", { name: "Subject" }).waitFor();
    assert.equal(await owner.page.getByRole("columnheader", { name: "From" }).count(), 0);
    const [download] = await Promise.all([
      owner.page.waitForEvent("download"),
      owner.page.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    const lines = readFileSync(await download.path(), "utf8")
      .trim()
      .split("\r\n");
    assert.equal(lines.length, 33);
    assert.match(lines[0] ?? "", /Received,From,To,Subject,Decided,State/);
    assert.match(
      lines.join("\n"),
      /anna@northwind\.example,bob@partner\.example carol@northwind\.example,'=Invoice 30/,
    );
  });

  it("shows reviewers held mail as text, and nothing but held mail", async () => {
    await open(reviewer, "held");
    await reviewer.page.getByText("Plans for spring").first().waitFor();
    assert.equal(await rows(reviewer.page).count(), 3);
    const filter = reviewer.page.getByRole("combobox", { name: "Filter by people, subject or reason" });
    await reviewer.page.getByPlaceholder("Filter by people, subject or reason").focus();
    await filter.fill("nobody");
    await filter.press("Enter");
    await reviewer.page.getByText("Nothing matches").waitFor();
    await reviewer.page.getByRole("button", { name: "Clear filters" }).click();
    await reviewer.page.getByText("Plans for spring").first().waitFor();
    assert.equal(await reviewer.page.getByRole("link", { name: "Message tracking" }).count(), 0);
    await reviewer.page.getByText("Plans for spring").first().click();
    await reviewer.page.getByText("The plans we spoke about <script>alert(1)</script>.").waitFor();
    await reviewer.page.getByText("Your look is entered in the audit log.").waitFor();
    assert.deepEqual(await broken(reviewer.page), []);
    await reviewer.page.keyboard.press("Escape");
    await open(reviewer, "messages");
    await heading(reviewer.page, "Not part of your role").waitFor();
  });

  it("releases one held message and returns the other", async () => {
    await open(reviewer, "held");
    await reviewer.page
      .getByRole("button", { name: "Release Plans for spring to bob@partner.example" })
      .first()
      .click();
    assert.deepEqual(await broken(reviewer.page), []);
    await reviewer.page.getByRole("dialog").getByRole("button", { name: "Release" }).click();
    await reviewer.page.getByText("Released: it is being sealed for its recipient.").waitFor();
    await reviewer.page.getByRole("button", { name: /^Return Plans for spring/ }).click();
    await reviewer.page.getByRole("dialog").getByRole("button", { name: "Return" }).click();
    await reviewer.page.getByText("Returned. Its sender gets a report.").waitFor();
    await reviewer.page.getByText("Nothing waits").waitFor();
    assert.equal((await served.api.ledger.recipients("h1"))[0]?.state, "pending");
    assert.equal((await served.api.ledger.recipients("h2"))[0]?.state, "returned");
  });

  it("finds a recipient's account, signs it out and deletes it after a question", async () => {
    await open(owner, "accounts");
    await owner.page.getByText("waiting@partner.example").waitFor();
    await owner.page.getByRole("button", { name: "Actions for bob@partner.example" }).click();
    await owner.page.getByRole("menuitem", { name: "Sign out everywhere…" }).click();
    assert.deepEqual(await broken(owner.page), []);
    await owner.page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await owner.page.getByText("Every session has ended.").waitFor();
    await owner.page.getByRole("button", { name: "Actions for waiting@partner.example" }).click();
    await owner.page.getByRole("menuitem", { name: "Delete…" }).click();
    await owner.page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await owner.page.getByText("The account is deleted.").waitFor();
    await owner.page.getByRole("cell", { name: "waiting@partner.example" }).waitFor({ state: "detached" });
  });

  it("exports every list as CSV, and has a filter for each", async () => {
    const lists = [
      "policies",
      "tls-policies",
      "messages",
      "held",
      "accounts",
      "policy-tests",
      "policy-history",
      "dictionaries",
      "groups",
    ];
    for (const path of [...lists, "attributes", "administrators", "api-keys", "audit", "tls-readiness"]) {
      await open(owner, path);
      const [download] = await Promise.all([
        owner.page.waitForEvent("download"),
        owner.page.getByRole("button", { name: "Export CSV" }).first().click(),
      ]);
      const file = readFileSync(await download.path(), "utf8");
      assert.match(file, /^\ufeff[A-Z][^\r]*\r\n/, path);
      await owner.page
        .getByPlaceholder(/filter|find/i)
        .first()
        .waitFor();
    }
  });

  it("filters the policies where they stand, and puts them in order only when all are shown", async () => {
    const shown = async () => (await owner.page.locator(".policy-name a").allTextContents()).slice(0, -1);
    const handles = owner.page.getByRole("button", { name: "Drag" });
    await open(owner, "policies");
    await handles.first().waitFor();
    const [all, first] = [await shown(), owner.page.locator(".policy-name .number").first()];
    assert.equal(await handles.count(), all.length);
    await owner.page.getByPlaceholder("Find policies").focus();
    const filter = owner.page.getByRole("combobox", { name: "Find policies" });
    await filter.fill("Spreadsheets");
    await filter.press("Enter");
    await owner.page.getByText(`1 of ${all.length} shown. Clear the filter to put them in order.`).waitFor();
    assert.deepEqual([await shown(), await handles.count()], [["Spreadsheets"], 0]);
    assert.equal(await first.textContent(), String(all.indexOf("Spreadsheets") + 1));
    assert.deepEqual(await broken(owner.page), []);
    await owner.page.getByRole("button", { name: "Clear filters" }).click();
    await handles.first().waitFor();
    assert.deepEqual(await shown(), all);
  });

  it("previews a look by what draws the real pages, says whether it can be read, and saves it", async () => {
    await open(owner, "branding");
    const preview = owner.page.frameLocator("iframe[title=Preview]");
    await preview.getByRole("heading", { name: "Sign in" }).waitFor();
    await owner.page.getByLabel("Name", { exact: true }).fill("Northwind Letters");
    await preview.getByText("Northwind Letters").first().waitFor();
    await owner.page.getByRole("textbox", { name: "Colour", exact: true }).fill("#ffdd00");
    await owner.page.getByText(/Contrast 1\.\d : 1 on white, 4\.5 is needed/).waitFor();
    await owner.page.getByLabel("Sentence in mails to recipients").fill("Questions? Call +1 555 0100.");
    await owner.page.getByRole("button", { name: "Mail to a recipient" }).click();
    await preview.getByText("Questions? Call +1 555 0100.").waitFor();
    assert.deepEqual(await broken(owner.page), []);
    await owner.page.getByRole("button", { name: "Save" }).click();
    await owner.page.getByText("Saved. New pages and mails wear it within seconds.").waitFor();
    const { settings } = await served.api.context.settings.current();
    assert.deepEqual([settings.brand.portalName, settings.brand.color], ["Northwind Letters", "#ffdd00"]);
  });

  it("tells the second of two owners that the look was changed meanwhile, and keeps what they typed", async () => {
    const second = await aTabLike(owner);
    await open(second, "branding");
    await second.page.getByLabel("Name", { exact: true }).fill("Mine");
    const { version, settings } = await served.api.context.settings.current();
    await served.api.context.settings.save({ basedOn: version, settings, by: "other", at: new Date() });
    await second.page.getByRole("button", { name: "Save" }).click();
    await second.page.getByText("Somebody else saved settings while you were editing.").waitFor();
    assert.equal(await second.page.getByLabel("Name", { exact: true }).inputValue(), "Mine");
  });

  it("asks for a new sign-in in the middle of an edit, and what was typed is still there", async () => {
    const editor = await aSignedInTab(browser, served, "owner", "editor");
    await open(editor, "branding");
    await editor.page.getByLabel("Sentence on the sign-in page").fill("Half a sentence");
    await editor.page.context().clearCookies({ name: "__Host-console" });
    await editor.page.getByRole("button", { name: "Save" }).click();
    await editor.page.getByText("You were signed out.").waitFor();
    await editor.page.getByLabel("User name").fill("editor");
    await editor.page.getByLabel("Password").fill("four plain words together");
    await editor.page.getByRole("button", { name: "Sign in", exact: true }).click();
    await proveFactor(editor.page, editor.person.code(1));
    const field = editor.page.getByLabel("Sentence on the sign-in page");
    await field.waitFor();
    assert.equal(await field.inputValue(), "Half a sentence");
    await editor.page.getByRole("button", { name: "Save" }).click();
    await editor.page.getByText("Saved. New pages and mails wear it within seconds.").waitFor();
  });

  it("needs no sideways scrolling and breaks no rule at 1280, 1024 and 390 pixels, light and dark", async () => {
    const ready: Record<string, string> = {
      dashboard: "Last seven days",
      "messages?open=m3": "Invoice 3",
      held: "Nothing waits",
      accounts: "bob@partner.example",
      branding: "Sentence on the sign-in page",
    };
    for (const colorScheme of ["light", "dark"] as const) {
      await owner.page.emulateMedia({ colorScheme });
      for (const width of [1280, 1024, 390]) {
        await owner.page.setViewportSize({ width, height: 800 });
        for (const [path, text] of Object.entries(ready)) {
          await open(owner, path);
          await owner.page.getByText(text).first().waitFor();
          assert.ok((await overflow(owner.page)) <= 0, `${path} at ${width}`);
          assert.deepEqual(await broken(owner.page), [], `${path} at ${width}, ${colorScheme}`);
        }
      }
    }
  });

  it("never met its own content security policy or an error", () => {
    assert.deepEqual([...owner.complaints, ...reviewer.complaints], []);
  });

  async function aTabLike(tab: ConsoleTab): Promise<ConsoleTab> {
    const page = await tab.page.context().newPage();
    page.setDefaultTimeout(60_000);
    return { ...tab, page };
  }
});
