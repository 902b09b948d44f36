import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { DynamoActivations } from "../../src/aws/dynamodb-account-activations.ts";
import { type ServedConsole, serveConsole } from "../support/serve-console.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { aSignedInTab, broken, type ConsoleTab } from "./console-tab.ts";

const root = join(import.meta.dirname, "..", "..");
const mailbox = "info@partner.example";
const reader = "anna.meier@partner.example";

describe("a recipient's shared mailbox in the console", { skip: noBrowser }, () => {
  let served: ServedConsole;
  let browser: Browser;
  let owner: ConsoleTab;
  before(async () => {
    execFileSync(process.execPath, [join(root, "bin", "build-web.ts")], { stdio: "ignore" });
    served = await serveConsole();
    const activations = new DynamoActivations(served.api.stores.client, served.api.stores.accounts);
    const at = "2026-11-22T10:00:00.000Z";
    const activation = { tokenHash: "h", address: mailbox, passwordHash: "x", createdAt: at, expiresAt: "2099-01-01" };
    await activations.open(activation, { alone: true, keep: 5 });
    browser = await launchChromium();
    owner = await aSignedInTab(browser, served, "owner");
  });
  after(async () => {
    await browser?.close();
    await served?.close();
  });

  it("is opened to somebody by an owner, and closed again", async () => {
    const { page } = owner;
    await page.goto(`${served.url}/accounts`);
    await page.getByRole("button", { name: `Actions for ${mailbox}` }).click();
    await page.getByRole("menuitem", { name: "Who reads this mailbox…" }).click();
    const dialog = page.getByRole("dialog", { name: "Who reads this mailbox" });
    await dialog.getByText("Nobody but its owner.").waitFor();
    await dialog.getByLabel("Let somebody read it").fill(reader);
    await dialog.getByRole("button", { name: "Invite" }).click();
    await dialog.getByText("has read nothing yet").waitFor();
    assert.deepEqual(await broken(page), []);
    assert.deepEqual(
      served.api.effects.map(({ kind }) => kind).filter((kind) => kind === "co-reader-invited"),
      ["co-reader-invited"],
    );
    await dialog.getByRole("button", { name: `Remove ${reader}` }).click();
    await dialog.getByText("Nobody but its owner.").waitFor();
    assert.deepEqual(owner.complaints, []);
  });
});
