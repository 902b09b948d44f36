import type { Page } from "playwright-core";
import { codeAt } from "../../src/accounts/code-generator.ts";

/** What somebody holds who has set a second factor up. */
export type HeldFactor = { readonly secret: string; readonly recoveryCodes: readonly string[] };

/** Sets a code generator up where the console asks for a second factor, and keeps the recovery codes. */
export async function setUpFactor(page: Page): Promise<HeldFactor> {
  await page.getByRole("heading", { name: "Set up a second factor" }).waitFor();
  const secret = ((await page.locator("code.secret").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Code", { exact: true }).fill(codeNow(secret));
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("Save your recovery codes now").waitFor();
  const recoveryCodes = await page.locator("ol.codes code").allTextContents();
  await page.getByRole("button", { name: "I have saved them" }).click();
  return { secret, recoveryCodes };
}

/** Takes the second step of a later sign-in by a code. */
export async function proveFactor(page: Page, code: string): Promise<void> {
  await page.getByRole("heading", { name: "One more step" }).waitFor();
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** What an authenticator app shows now. */
function codeNow(secret: string): string {
  return codeAt(secret, Math.floor(Date.now() / 30_000));
}
