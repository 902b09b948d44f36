import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { Role } from "../../src/contracts/admin-api/role-names.ts";
import { inForce, policyAdminIn, signedInAs, toPartner } from "../support/a-policy-admin.ts";
import { type ServedConsole, serveConsole } from "../support/serve-console.ts";
import { aTrackedMessage } from "../support/some-messages.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { aSignedInTab, broken, carryOn, overflow } from "./console-tab.ts";
import { proveFactor } from "./set-up-factor.ts";
import { choose, saved } from "./write-a-policy.ts";

type Person = Awaited<ReturnType<typeof signedInAs>>;
type View = { readonly width?: number; readonly dark?: boolean };

describe("the pages of the policies in a browser", { skip: noBrowser }, () => {
  let served: ServedConsole;
  let browser: Browser;
  const complaints: string[] = [];
  const people = new Map<string, Person>();
  before(async () => {
    execFileSync(process.execPath, [join(import.meta.dirname, "..", "..", "bin", "build-web.ts")], { stdio: "ignore" });
    served = await serveConsole();
    await inForce(served.api);
    await aTrackedMessage(served.api.ledger, "past", { receivedAt: new Date().toISOString() });
    for (const [name, role] of [
      ["anna", "owner"],
      ["bert", "policy-admin"],
      ["cleo", "auditor"],
      ["dora", "help-desk"],
    ] as const)
      people.set(name, await signedInAs(served.api, name, role satisfies Role));
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await served?.close();
  });

  /** A window with somebody's session; what goes wrong in it is noted. */
  const open = async (name: string, path: string, { width = 1280, dark = false }: View = {}): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? "dark" : "light",
    });
    await carryOn(context, people.get(name) as Person);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on("pageerror", (error) => complaints.push(`${path}: ${error.message}`));
    page.on("console", (line) => {
      if (line.type() === "error" && !line.text().startsWith("Failed to load resource"))
        complaints.push(`${path}: ${line.text()}`);
    });
    await page.goto(`${served.url}/${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    return page;
  };
  const api = (name: string) => policyAdminIn(people.get(name) as Person);
  const names = async (page: Page) => (await page.locator(".policy-name a").allTextContents()).slice(0, -1);

  it("puts policies in order by keyboard and by number, and keeps the order", async () => {
    const page = await open("anna", "policies");
    const first = page.getByRole("button", { name: /^Drag/ }).first();
    await first.focus();
    await page.keyboard.press("Space");
    await page.getByText("Picked up at place 1 of 4").first().waitFor({ state: "attached" });
    await page.keyboard.press("ArrowDown");
    await page.getByText("Now at place 2 of 4").first().waitFor({ state: "attached" });
    await page.keyboard.press("Space");
    await page.getByText("Your draft has").waitFor();
    await saved(page);
    assert.deepEqual((await names(page)).slice(0, 2), ["Payment card numbers", "The sender asked for encryption"]);
    await page.getByRole("button", { name: "Actions for Spreadsheets" }).click();
    await page.getByRole("menuitem", { name: "To…" }).click();
    await page.getByLabel("Place").fill("1");
    await page.getByRole("button", { name: "Move", exact: true }).click();
    await page.locator(".policy-name a").first().filter({ hasText: "Spreadsheets" }).waitFor();
    await saved(page);
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.locator(".policy-name a").first().filter({ hasText: "Spreadsheets" }).waitFor();
    const { policies } = await api("anna").draft();
    assert.deepEqual(policies.map(({ policy }) => policy.id).slice(0, 3), [
      "spreadsheets",
      "payment-cards",
      "subject-trigger",
    ]);
    await page.context().close();
  });

  it("takes 5,000 members from a CSV file after a look at them", async () => {
    await api("anna").change({ put: "groups", value: { id: "partners", name: "Partners" } });
    const page = await open("anna", "groups/partners");
    await page.getByRole("button", { name: "Import CSV" }).click();
    const rows = Array.from({ length: 5_000 }, (_, index) => `person${index}@partner.example`);
    const buffer = Buffer.from(["Email", ...rows, "nobody at all"].join("\r\n"), "utf16le");
    const file = {
      name: "people.csv",
      mimeType: "text/csv",
      buffer: Buffer.concat([Buffer.from([0xff, 0xfe]), buffer]),
    };
    await page.getByLabel("Choose a CSV file").setInputFiles(file);
    await page.getByText("it was read as UTF-16").waitFor();
    await page.getByText("1 row cannot be taken").waitFor();
    await page.getByText('Row 5002: "nobody at all" is neither').waitFor();
    await page.getByRole("button", { name: "Take 5,000 members" }).click();
    await page.getByText("(5000)").waitFor();
    await saved(page);
    const { json } = await api("anna").get("/api/draft/groups/partners");
    assert.deepEqual(json.entry.addresses, rows);
    await page.context().close();
  });

  it("lets two people edit one draft, and asks when both changed the same", async () => {
    const { owner } = await api("anna").draft();
    const [hers, his] = [
      await open("anna", "policies/payment-cards"),
      await open("bert", `policies/payment-cards?of=${owner}`),
    ];
    await his.getByText("This is anna's draft").waitFor();
    await his.getByLabel("Narrative").fill("Bert's reason");
    await his.getByText(/Saved .* by bert/).waitFor();
    await hers.getByLabel("Narrative").fill("Anna's reason");
    await hers.getByText("Somebody changed the same in this draft meanwhile").waitFor();
    assert.equal(await hers.getByLabel("Narrative").inputValue(), "Anna's reason");
    await hers.getByRole("button", { name: "Keep mine" }).click();
    await hers.getByText("Somebody changed the same").waitFor({ state: "hidden" });
    await saved(hers);
    const { policies } = await api("anna").draft();
    assert.equal(policies.find(({ policy }) => policy.id === "payment-cards")?.policy.narrative, "Anna's reason");
    await hers.context().close();
    await his.context().close();
  });

  it("loses nothing that was typed when the gateway does not answer", async () => {
    const page = await open("anna", "policies/payment-cards");
    await page.context().setOffline(true);
    await page.getByLabel("Narrative").fill("Typed while nobody listened");
    await page.getByText("Your last changes are not saved yet").waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Save again" }).click();
    await page.getByText("Your last changes are not saved yet").waitFor({ state: "hidden" });
    await saved(page);
    const { policies } = await api("anna").draft();
    assert.equal(
      policies.find(({ policy }) => policy.id === "payment-cards")?.policy.narrative,
      "Typed while nobody listened",
    );
    await page.context().close();
  });

  it("sends what was typed after a new sign-in when the session was lost in the middle of an edit", async () => {
    const { page, person } = await aSignedInTab(browser, served, "policy-admin", "gina");
    await page.goto(`${served.url}/policies/spreadsheets`);
    await page.getByLabel("Narrative").waitFor();
    await page.context().clearCookies({ name: "__Host-console" });
    await page.getByLabel("Narrative").fill("Half a thought");
    await page.getByText("You were signed out.").waitFor();
    await page.getByLabel("User name").fill("gina");
    await page.getByLabel("Password").fill("four plain words together");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await proveFactor(page, person.code(1));
    await page.getByText("Your draft has 1 change").waitFor();
    assert.equal(await page.getByLabel("Narrative").inputValue(), "Half a thought");
    await page.reload();
    await page.getByLabel("Narrative").waitFor();
    assert.equal(await page.getByLabel("Narrative").inputValue(), "Half a thought");
    await page.waitForLoadState("networkidle");
  });

  it("keeps a message as a golden test and says at once whether it holds", async () => {
    const page = await open("bert", "policy-tests");
    await page.getByRole("button", { name: "New test" }).first().click();
    const buffer = Buffer.from(
      "From: anna@northwind.example\r\nTo: bob@partner.example\r\nSubject: Card\r\n\r\n4111 1111 1111 1111\r\n",
    );
    await page
      .getByLabel("Choose an .eml file")
      .setInputFiles({ name: "Card mail.eml", mimeType: "message/rfc822", buffer });
    await choose(page.getByRole("button", { name: /^This message/ }), "must not go out in clear");
    await page.getByRole("button", { name: "Keep the test" }).click();
    await page.getByText("Holds").waitFor();
    await page.getByText("bob@partner.example: encrypted (“Payment card numbers”)").waitFor();
    const { tests } = await api("bert").draft();
    assert.deepEqual(
      tests.map(({ name, expect }) => [name, expect]),
      [["Card mail", "not send"]],
    );
    await page.context().close();
  });

  it("says in words what an unfinished policy lacks, and lets nothing be published till then", async () => {
    await api("anna").change({
      put: "policies",
      value: { ...toPartner("unfinished"), conditions: { all: [] } },
      at: 0,
    });
    const page = await open("anna", "policies/unfinished");
    await page.getByText("When: add at least one condition").first().waitFor();
    await page.getByRole("button", { name: "Review and publish" }).click();
    await page.getByText("Policy “Mail to partner.example”: When: add at least one condition").waitFor();
    await page.getByLabel("Note").fill("too early");
    assert.ok(await page.getByRole("button", { name: /^Publish version/ }).isDisabled());
    await api("anna").change({ remove: "policies", id: "unfinished" });
    await page.context().close();
  });

  it("brings a draft up to date with what a colleague published meanwhile", async () => {
    await api("bert").change({ put: "policies", value: toPartner("from-bert") });
    assert.equal((await api("bert").publish()).status, 200);
    const page = await open("anna", "policy-review");
    await page.getByRole("button", { name: "Bring up to date" }).click();
    await page.getByRole("heading", { name: "Bring the draft up to date" }).waitFor({ state: "hidden" });
    const { basedOn, policies } = await api("anna").draft();
    assert.ok(basedOn === 2 && policies.some(({ policy }) => policy.id === "from-bert"));
    await page.context().close();
  });

  it("replays 10,000 messages with a bar that shows how far it is and can be stopped at once", async () => {
    const { judged } = served.api.context;
    const read = judged.page;
    const [one] = (await judged.page({ since: new Date(0), limit: 1 })).messages;
    assert.ok(one);
    let pages = 0;
    judged.page = async ({ limit, cursor = "0" }) => {
      pages += 1;
      const from = Number(cursor);
      const messages = Array.from({ length: limit }, (_, index) => {
        const receivedAt = new Date(Date.now() - (from + index) * 60_000).toISOString();
        return { ...one, messageId: `m${from + index}`, receivedAt };
      });
      return { messages, ...(from + limit < 10_000 && { cursor: String(from + limit) }) };
    };
    const page = await open("anna", "policy-review");
    await page.getByRole("button", { name: "Replay", exact: true }).click();
    await page.getByRole("progressbar").first().waitFor();
    await page
      .getByText(/^[1-9][\d,]* messages with/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Cancelled; what was found until then stands below.").waitFor();
    judged.page = read;
    assert.ok(pages < 100, `${pages} pages of 100 were read before it stopped`);
    await page.context().close();
  });

  it("shows auditors everything and lets them change nothing; help desk reads what is in force", async () => {
    const auditor = await open("cleo", "policies");
    await auditor.getByRole("heading", { name: "Policies in force" }).waitFor();
    await auditor.goto(`${served.url}/groups`);
    await auditor.getByRole("heading", { name: "Groups" }).waitFor();
    assert.equal(await auditor.getByRole("button", { name: "New group" }).count(), 0);
    await auditor.goto(`${served.url}/policies/payment-cards`);
    await auditor.getByLabel("Narrative").waitFor();
    assert.ok(await auditor.getByLabel("Narrative").isDisabled());
    await auditor.context().close();
    const desk = await open("dora", "policies");
    await desk.getByRole("heading", { name: "Payment card numbers" }).waitFor();
    assert.equal(await desk.getByRole("link", { name: "Simulator" }).count(), 0);
    await desk.context().close();
  });

  const pages = [
    "policies",
    "policies/payment-cards",
    "policy-review",
    "simulator",
    "policy-tests",
    "policy-defaults",
    "policy-history",
    "policy-history/2",
    "dictionaries",
    "groups",
    "groups/partners",
    "attributes",
  ];
  for (const [index, path] of pages.entries()) {
    it(`is accessible and holds together, at every width, light and dark: ${path}`, async () => {
      const views: readonly View[] = [
        { width: 1280, dark: index % 2 === 0 },
        { width: 1024 },
        { width: 390, dark: index % 2 === 1 },
      ];
      for (const view of views) {
        const page = await open("anna", path, view);
        await page.getByText("Loading", { exact: true }).waitFor({ state: "hidden" });
        assert.deepEqual(await broken(page), [], `${path} at ${view.width}`);
        assert.ok((await overflow(page)) <= 0, `${path} is wider than ${view.width} pixels`);
        await page.context().close();
      }
    });
  }

  it("has broken no rule of the content security policy and thrown nothing", () => {
    assert.deepEqual(complaints, []);
  });
});
