import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { inForce, policyAdminIn, toPartner } from "../support/a-policy-admin.ts";
import { type ServedConsole, serveConsole } from "../support/serve-console.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { aSignedInTab, broken, type ConsoleTab } from "./console-tab.ts";
import { saved } from "./write-a-policy.ts";

const root = join(import.meta.dirname, "..", "..");

describe("what comes to the policies by hand, in files and from wrong clocks", { skip: noBrowser }, () => {
  let served: ServedConsole;
  let browser: Browser;
  let tab: ConsoleTab & { readonly person: Parameters<typeof policyAdminIn>[0] };
  let page: Page;
  let api: ReturnType<typeof policyAdminIn>;
  before(async () => {
    execFileSync(process.execPath, [join(root, "bin", "build-web.ts")], { stdio: "ignore" });
    served = await serveConsole();
    await inForce(served.api);
    browser = await launchChromium();
    tab = await aSignedInTab(browser, served, "policy-admin");
    page = tab.page;
    await tab.person.open();
    api = policyAdminIn(tab.person);
  });
  after(async () => {
    await browser?.close();
    await served?.close();
  });

  const open = async (path: string) => {
    await page.goto(`${served.url}/${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
  };
  const file = (name: string, buffer: Buffer | string) =>
    page.getByLabel("Choose a CSV file").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(buffer) });

  it("puts a policy elsewhere by dragging it with the mouse, and it stays there", async () => {
    await open("policies");
    const handles = page.getByRole("button", { name: /^Drag/ });
    await handles.nth(3).waitFor();
    const names = async () => (await page.locator(".policy-name a").allTextContents()).slice(0, 4);
    const before = await names();
    const placeOf = async (index: number) => {
      const box = await handles.nth(index).boundingBox();
      assert.ok(box);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const [from, to] = [await placeOf(0), await placeOf(2)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y + 20, { steps: 4 });
    await page.mouse.move(to.x, to.y + 4, { steps: 20 });
    await page.getByText("Now at place 3 of 4").first().waitFor({ state: "attached" });
    await page.mouse.up();
    await page.getByText("Your draft has 1 change").waitFor();
    await saved(page);
    const after = [before[1], before[2], before[0], before[3]];
    assert.deepEqual(await names(), after);
    await page.reload();
    await handles.nth(3).waitFor();
    assert.deepEqual(await names(), after);
    const { policies } = await api.draft();
    assert.deepEqual(
      policies.map(({ policy }) => policy.name),
      after,
    );
  });

  it("refuses a file that is too large or none at all, and takes what another encoding says", async () => {
    await api.change({
      put: "groups",
      value: { id: "partners", name: "Partners", addresses: ["kept@partner.example"] },
    });
    await open("groups/partners");
    await page.getByRole("button", { name: "Import CSV" }).click();
    await file("huge.csv", Buffer.alloc(3 * 1024 * 1024 + 1, "a@b.example\n"));
    await page.getByText("The file is larger than 3 MB. Divide it, and add the parts one after the other.").waitFor();
    await file("picture.csv", Buffer.from("89504e470d0a1a0a0000000d4948445200000000", "hex"));
    await page.getByText(/rows? cannot be taken/).waitFor();
    assert.ok(
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /^(Take|Add) / })
        .isDisabled(),
    );
    await file(
      "latin.csv",
      Buffer.from("Name;E-Mail\nJ\u00fcrgen;juergen@partner.example\nJ\u00fcrgen;JUERGEN@partner.example\n", "latin1"),
    );
    await page.getByText(/1 row that says the same again.* it was read as Windows-1252/).waitFor();
    await page.getByRole("button", { name: "Take 1 member" }).waitFor();
    assert.deepEqual(await broken(page), []);
    await page.getByText("Beside those that are there").click();
    await page.getByRole("button", { name: "Add 1 member" }).click();
    await saved(page);
    const { json } = await api.get("/api/draft/groups/partners");
    assert.deepEqual(json.entry.addresses, ["kept@partner.example", "JUERGEN@partner.example"]);
  });

  it("names a circle of groups and two of one name, and publishes nothing meanwhile", async () => {
    await api.change(
      { put: "groups", value: { id: "a", name: "Sales", groups: ["b"] } },
      { put: "groups", value: { id: "b", name: "Sales", groups: ["a"] } },
    );
    await open("policy-review");
    await page
      .getByText(/a group cannot lie in itself: a → b → a/)
      .first()
      .waitFor();
    await page.getByLabel("Note").fill("a circle");
    assert.ok(await page.getByRole("button", { name: /^Publish version/ }).isDisabled());
    await api.change({ put: "groups", value: { id: "b", name: "Sales" } });
    await page.reload();
    await page
      .getByText(/another one in this list has the same name/)
      .first()
      .waitFor();
    await api.change({ remove: "groups", id: "a" }, { remove: "groups", id: "b" });
  });

  it("works for somebody whose clock is days ahead, and shows the gateway's time", async () => {
    await api.change({ put: "policies", value: toPartner("clock") });
    const late = await page.context().newPage();
    late.setDefaultTimeout(60_000);
    await late.clock.install({ time: new Date(Date.now() + 3 * 86_400_000) });
    await late.goto(`${served.url}/policy-review`);
    await late.getByLabel("Note").fill("From tomorrow's desk");
    await late.getByRole("button", { name: "Publish version 2" }).click();
    await late.getByText("Version 2 is in force from the next message on.").waitFor();
    const current = await served.api.context.policies.current();
    assert.ok(Math.abs(Date.parse(String(current?.publishedAt)) - Date.now()) < 3_600_000);
    const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
    const since = day.format(new Date(String(current?.publishedAt)));
    await late.getByText(new RegExp(`Version 2 is in force since ${since}`)).waitFor();
    await late.close();
  });

  it("changes no policy by showing it, whatever form its file gave it", async () => {
    assert.equal((await api.draft()).revision, 0);
    await open("policies/clock");
    await page.getByRole("group", { name: "When", exact: true }).getByText("Recipient's domain is").first().waitFor();
    await page.getByRole("heading", { name: "Try it" }).waitFor();
    const sent: string[] = [];
    page.on("request", (request) => (/api\/draft\/changes/.test(request.url()) ? sent.push(request.url()) : 0));
    await page
      .getByRole("navigation", { name: "Side navigation" })
      .getByRole("link", { name: "Policies", exact: true })
      .click();
    await page.getByRole("heading", { name: "Policies", level: 1 }).waitFor();
    assert.deepEqual(sent, []);
    assert.equal((await api.draft()).revision, 0);
  });

  it("never met its own content security policy or an error", () => {
    assert.deepEqual(tab.complaints, []);
  });
});
