import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { signRoot } from "../../src/audit/sign-root.ts";
import { verifyAuditFile } from "../../src/audit/verify.ts";
import { DynamoGatewaySecrets } from "../../src/aws/dynamodb-gateway-secrets.ts";
import { auditFileLines } from "../../src/contracts/audit-file-lines.ts";
import { type ServedConsole, serveConsole } from "../support/serve-console.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { broken, overflow } from "./console-tab.ts";
import { type HeldFactor, proveFactor, setUpFactor } from "./set-up-factor.ts";
import { virtualAuthenticator } from "./virtual-authenticator.ts";

const root = join(import.meta.dirname, "..", "..");
const password = "four plain words together";
describe("access in the console: administrators, keys, settings, audit, one's own account", { skip: noBrowser }, () => {
  let served: ServedConsole;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let held: HeldFactor;
  const complaints: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "sealgate-access-"));
  before(async () => {
    execFileSync(process.execPath, [join(root, "bin", "build-web.ts")], { stdio: "ignore" });
    served = await serveConsole();
    const { client, directory } = served.api.stores;
    const secrets = { connector: ["first-secret-of-the-connector"], marker: "m".repeat(30) };
    await new DynamoGatewaySecrets(client, directory).createIfAbsent(secrets);
    browser = await launchChromium();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
    page = await aPage(context);
  });
  after(async () => {
    await browser?.close();
    await served?.close();
    rmSync(folder, { recursive: true });
  });
  const aPage = async (of: BrowserContext) => {
    const made = await of.newPage();
    made.setDefaultTimeout(60_000);
    made.on("pageerror", (error) => complaints.push(error.message));
    made.on("console", (line) => {
      if (line.type() === "error" && !line.text().startsWith("Failed to load resource")) complaints.push(line.text());
    });
    return made;
  };
  const open = async (path: string, heading: string) => {
    await page.goto(`${served.url}/${path}`);
    await page.getByRole("heading", { name: heading, level: 1 }).waitFor();
  };
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const dialog = () => page.getByRole("dialog");
  const signIn = async (on: Page, userName: string, typed: string) => {
    await on.getByLabel("User name").fill(userName);
    await on.getByLabel("Password").fill(typed);
    await on.getByRole("button", { name: "Sign in" }).click();
  };
  const firstSignIn = async (on: Page, userName: string, oneTime: string) => {
    await on.goto(`${served.url}/account`);
    await signIn(on, userName, oneTime);
    await on.getByLabel("New password", { exact: true }).fill(password);
    await on.getByLabel("New password again").fill(password);
    await on.getByRole("button", { name: "Save password" }).click();
  };
  /** Whether the page holds at this width, light and dark, and looks it over with axe. */
  const holds = async (name: string) => {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await overflow(page);
      assert.ok(wide <= 0, `${name} scrolls sideways by ${wide} at ${width}`);
      assert.deepEqual(await broken(page), [], `${name} at ${width}`);
      if (process.env.SEALGATE_PICTURES === undefined) continue;
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(300);
        const path = join(process.env.SEALGATE_PICTURES, `${name}-${width}-${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
      }
      await page.emulateMedia({ colorScheme: "light" });
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  };

  it("asks for a second factor at the first sign-in and gives recovery codes once", async () => {
    await firstSignIn(page, "admin", await served.api.first());
    await page.getByRole("heading", { name: "Set up a second factor" }).waitFor();
    await page.locator("svg.qr").waitFor();
    await holds("set-up-factor");
    await page.getByLabel("Code", { exact: true }).fill("000000");
    await button("Continue").click();
    await page.getByText("That was not right.").waitFor();
    held = await setUpFactor(page);
    assert.equal(held.recoveryCodes.length, 10);
    await page.getByRole("heading", { name: "Your account" }).waitFor();
    await holds("account");
  });

  it("asks for it at every later one, and takes a recovery code in its place", async () => {
    const other = await aPage(await browser.newContext());
    await other.goto(`${served.url}/account`);
    await signIn(other, "admin", password);
    await other.getByRole("heading", { name: "One more step" }).waitFor();
    assert.deepEqual(await broken(other), []);
    await proveFactor(other, held.recoveryCodes[0] ?? "");
    await other.getByText("9 of 10 were not used yet").waitFor();
    await other.context().close();
  });

  it("makes a passkey for somebody invited and signs in by it", async () => {
    await open("administrators", "Administrators");
    await button("Invite…").click();
    await dialog().getByLabel("User name").fill("no good name");
    await dialog().getByLabel("Mail address").fill("paula@company.example");
    await dialog().getByRole("button", { name: "Invite", exact: true }).click();
    await dialog().getByText("Use 2 to 64 letters").waitFor();
    await dialog().getByLabel("User name").fill("paula");
    await dialog().getByRole("radio", { name: "Auditor" }).check();
    await holds("invite");
    await dialog().getByRole("button", { name: "Invite", exact: true }).click();
    await page.getByText("paula was invited.").waitFor();
    await page.getByText("paula@company.example").waitFor();
    await holds("administrators");
    const hers = await aPage(await browser.newContext());
    const devices = await virtualAuthenticator(hers);
    await firstSignIn(hers, "paula", (await served.api.oneTime("paula")) ?? "");
    await hers.getByRole("button", { name: "Use a passkey instead" }).click();
    await hers.getByRole("button", { name: "I have saved them" }).click();
    await hers.getByText("Passkey “First passkey”").waitFor();
    await hers.getByRole("button", { name: "paula" }).click();
    await hers.getByRole("menuitem", { name: "Sign out" }).click();
    await signIn(hers, "paula", password);
    await hers.getByRole("button", { name: "Use your passkey" }).click();
    await hers.getByRole("heading", { name: "Your account" }).waitFor();
    await hers.goto(`${served.url}/administrators`);
    await hers.getByRole("heading", { name: "Administrators", level: 1 }).waitFor();
    assert.equal(await hers.getByRole("button", { name: "Invite…" }).count(), 0, "an auditor changes nothing");
    await devices.detach();
    await hers.context().close();
  });

  it("changes a role, and keeps the last owner", async () => {
    await open("administrators", "Administrators");
    const act = async (name: string, item: string) => {
      await page.getByRole("button", { name: `Actions for ${name}` }).click();
      await page.getByRole("menuitem", { name: item }).click();
    };
    await act("paula", "Change role…");
    await dialog().getByRole("radio", { name: "Help desk" }).check();
    await dialog().getByRole("button", { name: "Change", exact: true }).click();
    await page.getByText("The role was changed.").waitFor();
    await act("admin", "Change role…");
    await dialog().getByRole("radio", { name: "Auditor" }).check();
    await dialog().getByRole("button", { name: "Change", exact: true }).click();
    await page.getByText("nobody else could manage administrators any more").waitFor();
  });

  it("makes an API key that works, shows it once, and ends it", async () => {
    await open("api-keys", "API keys");
    await button("Make a key…").click();
    await dialog().getByLabel("Name").fill("Policies from git");
    await dialog().getByRole("button", { name: "Make the key" }).click();
    await dialog().getByText("Choose at least one scope.").waitFor();
    await dialog().getByRole("checkbox", { name: "Read and export the audit log" }).check();
    await dialog().getByRole("button", { name: "Make the key" }).click();
    const token = (await dialog().locator("code.secret").textContent()) ?? "";
    await dialog().getByRole("button", { name: "I have saved it" }).click();
    const headers = { authorization: `Bearer ${token}` };
    const ask = (path: string) => fetch(`${served.url.replace("console.localhost", "127.0.0.1")}${path}`, { headers });
    assert.equal((await ask("/api/audit")).status, 200);
    assert.equal((await ask("/api/settings")).status, 403);
    await holds("api-keys");
    await button("End Policies from git").click();
    await dialog().getByRole("button", { name: "End it" }).click();
    await page.getByText("“Policies from git” has ended.").waitFor();
    assert.equal((await ask("/api/audit")).status, 401);
  });

  it("saves settings, says what cannot be saved, and lets no second writer write over the first", async () => {
    await open("settings", "Settings");
    await page.getByLabel("Networks of your mail servers").fill("10.0.0.0/4");
    await page.getByText("Must not be wider than /8").waitFor();
    assert.ok(await button("Save").isDisabled());
    await page.getByLabel("Networks of your mail servers").fill("198.51.100.0/24\n2001:db8::/32");
    await page.getByText("Ask a second reviewer before a release").click();
    await holds("settings");
    const before = await served.api.context.settings.current();
    await served.api.context.settings.save({ ...before, basedOn: before.version, by: "s", at: new Date() });
    await button("Save").click();
    await page.getByText("Somebody else saved settings meanwhile").waitFor();
    await button("Load theirs").click();
    await page.getByText("Ask a second reviewer before a release").click();
    await button("Save").click();
    await page.getByText("In force at the next message").waitFor();
    assert.equal((await served.api.context.settings.current()).settings.heldTwoPersons, true);
  });

  it("shows the connector's secret once, makes a new one beside it, and ends the old", async () => {
    const secrets = async () => {
      const { client, directory } = served.api.stores;
      return (await new DynamoGatewaySecrets(client, directory).current()).connector;
    };
    await open("settings", "Settings");
    await page.getByText("One value is valid. The newest was not shown to anybody yet.").waitFor();
    await button("Show the secret").click();
    await dialog().getByText("X-Sealgate-Connector: first-secret-of-the-connector").waitFor();
    await button("I have copied it").click();
    await page.getByText("One value is valid. The newest was shown.").waitFor();
    assert.equal(await button("Show the secret").count(), 0);
    await button("Make a new one…").click();
    await holds("connector-renewal");
    await dialog().getByRole("button", { name: "Make it" }).click();
    await page.getByText("2 values are valid").waitFor();
    await button("Show the secret").click();
    const [newest = ""] = await secrets();
    await dialog().getByText(`X-Sealgate-Connector: ${newest}`).waitFor();
    await button("I have copied it").click();
    await button("End the old ones…").click();
    await dialog().getByRole("button", { name: "End them" }).click();
    await page.getByText("The old secrets are no longer valid.").waitFor();
    assert.deepEqual(await secrets(), [newest]);
  });

  it("shows who did what, and exports a log that verifies without a connection until a letter is changed", async () => {
    const { context: stores, signer } = served.api;
    const auditEnd = { last: async () => (await stores.trail.before(null, 1))[0]?.entry ?? null };
    await signRoot({ auditEnd, roots: stores.roots, signer }, stores.clock);
    await open("audit", "Audit log");
    await page
      .getByRole("button", { name: /^Saved settings, entry/ })
      .first()
      .click();
    await dialog().getByText('"heldTwoPersons": true').waitFor();
    await holds("audit-entry");
    await page.keyboard.press("Escape");
    await holds("audit");
    const download = page.waitForEvent("download");
    await button("Export to verify").click();
    const file = join(folder, "audit.jsonl");
    await (await download).saveAs(file);
    const verify = () =>
      execFileSync(process.execPath, [join(root, "bin", "sealgate.ts"), "audit", "verify", file], { encoding: "utf8" });
    assert.match(verify(), /The log is whole: \d+ entries[\s\S]*Signed on 1 days/);
    writeFileSync(file, readFileSync(file, "utf8").replace("administrators.invite", "administrators.change"));
    assert.throws(verify, /what it says was changed/);
  });

  it("erases the name of somebody who left, and the log goes on to hold", async () => {
    const act = async (item: string, action: string) => {
      await page.getByRole("button", { name: "Actions for paula" }).click();
      await page.getByRole("menuitem", { name: item }).click();
      await dialog().getByRole("button", { name: action, exact: true }).click();
    };
    const eraseName = async (name: string, entry: RegExp) => {
      await open("audit", "Audit log");
      await page.getByRole("button", { name: entry }).first().click();
      await dialog()
        .getByRole("button", { name: `Erase the name ${name}…` })
        .click();
      await dialog().getByText("is forgotten for good").waitFor();
    };
    await eraseName("paula", /^Invited an administrator, entry/);
    await holds("audit-erase-name");
    await dialog().getByRole("button", { name: "Erase", exact: true }).click();
    await page.getByText("paula is an administrator: remove them first").waitFor();
    await open("administrators", "Administrators");
    await act("Remove…", "Remove");
    await page.getByText("The administrator was removed.").waitFor();
    await eraseName("paula", /^Invited an administrator, entry/);
    await dialog().getByRole("button", { name: "Erase", exact: true }).click();
    await page.getByText("The name was erased. The log still holds.").waitFor();
    await page.getByRole("gridcell", { name: "admin", exact: true }).first().waitFor();
    assert.equal(await page.getByRole("gridcell", { name: "paula", exact: true }).count(), 0);
    const entries = await served.api.context.trail.after(0, 200);
    const last = entries.at(-1)?.entry;
    const publicKey = Buffer.from(await served.api.signer.publicKey()).toString("base64");
    const roots = await served.api.context.roots.list();
    const header = { format: "sealgate-audit", version: 1, exportedAt: "2026-11-23T00:00:00Z", publicKey } as const;
    const verified = await verifyAuditFile(auditFileLines(header, entries, roots));
    assert.deepEqual([last?.action, verified.kind], ["audit.erase-name", "intact"]);
  });

  it("describes the API on a page of its own", async () => {
    await page.goto(`${served.url}/api/docs`);
    await page.getByRole("heading", { name: /administration API/ }).waitFor();
    await holds("api-docs");
  });

  it("never met its own content security policy or an error", () => {
    assert.deepEqual(complaints, []);
  });
});
