import type { Locator, Page } from "playwright-core";

/** Chooses from a select of the console by what stands in its list. */
export async function choose(select: Locator, option: string): Promise<void> {
  await select.click();
  const page = select.page();
  await page.getByRole("option", { name: option }).first().click();
}

/** Waits until the draft holds what was typed. */
export async function saved(page: Page): Promise<void> {
  await page.getByText("Saving the draft").waitFor({ state: "hidden" });
}

/** The builder of conditions or of exceptions. */
export function builder(page: Page, name: "When" | "Except when"): Locator {
  return page.getByRole("group", { name, exact: true });
}

/** A line of a builder: sets which condition it is. */
export async function setCondition(line: Locator, condition: string): Promise<void> {
  await choose(line.getByRole("button", { name: /^Condition/ }), condition);
}
