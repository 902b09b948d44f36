import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Role } from "../../src/contracts/admin-api/role-names.ts";
import type { ABrowser } from "../support/an-admin-api.ts";
import type { ServedConsole } from "../support/serve-console.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A tab of the console that notes what went wrong in it and how much it loaded. */
export type ConsoleTab = Awaited<ReturnType<typeof aTab>>;

export async function aTab(context: BrowserContext) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  const sizes: Promise<number>[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().startsWith("Failed to load resource")) complaints.push(line.text());
  });
  page.on("requestfinished", (request) => {
    // The window may be closed before its last answer was weighed.
    const size = request.sizes().then(({ responseBodySize }) => responseBodySize);
    sizes.push(size.catch(() => 0));
  });
  const loaded = async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  return { page, complaints, loaded };
}

/** A tab in which somebody of the role has signed in, password, second factor and all. */
export async function aSignedInTab(
  browser: Browser,
  { api }: ServedConsole,
  role: Role,
  name = `the-${role}`,
): Promise<ConsoleTab & { readonly person: ABrowser }> {
  const person = api.browser();
  await person.signInFirstTime(name, await api.person(name, role));
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await carryOn(context, person);
  return { ...(await aTab(context)), person };
}

/** Gives a window the session of somebody who signed in without one. */
export async function carryOn(context: BrowserContext, { jar }: Pick<ABrowser, "jar">): Promise<void> {
  const shared = { domain: "console.localhost", path: "/", secure: true, httpOnly: true, sameSite: "Lax" } as const;
  await context.addCookies([...jar].map(([name, value]) => ({ name, value, ...shared })));
}

/** Cloudscape's narrow toolbar names an orientation on a nav; nothing of ours can change it. */
const upstream = { id: "aria-allowed-attr", html: "awsui_mobile-toolbar-nav" } as const;

/** Ids of the accessibility rules that the page breaks, with where. */
export async function broken(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => ({ id, html })));
  });
  return found
    .filter(({ id, html }) => !(id === upstream.id && html.includes(upstream.html)))
    .map(({ id, html }) => `${id}: ${html.slice(0, 160)}`);
}

/** By how many pixels the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return Number(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
}
