import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { issueActivation } from "../../src/accounts/issue-activation.ts";
import { issueMessageLink } from "../../src/accounts/issue-message-link.ts";
import { aPortal } from "../functions/pickup-api/a-portal.ts";
import { aDeposit, aView } from "../unit/pickup/in-memory-mailbox.ts";
import { launchChromium } from "./chromium.ts";
import { servePortal } from "./serve-portal.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const desktop = { viewport: { width: 1280, height: 800 } };

/** A password that nobody else has. */
export const password = "violet tractor hums";

/** The ways in which every journey must work, by name. */
export const ways: Readonly<Record<string, BrowserContextOptions>> = {
  "a desktop with scripts": desktop,
  "a desktop without scripts": { ...desktop, javaScriptEnabled: false },
  "a phone with scripts": phone,
  "a phone without scripts": { ...phone, javaScriptEnabled: false },
};

/** A browser window, and what it asked for and complained of. */
export type Visit = Awaited<ReturnType<Awaited<ReturnType<typeof aPickupCenter>>["visit"]>>;

/** A Message Pickup Center over maps on a port of its own, and a Chromium to visit it with. */
export async function aPickupCenter(options: Parameters<typeof aPortal>[0] = {}) {
  const browser = await launchChromium();
  let portal = undefined as unknown as Awaited<ReturnType<typeof aPortal>>;
  const served = await servePortal(async (origin) => {
    portal = await aPortal({ portalUrl: `${origin}/mpc`, ...options });
    return portal.call;
  });
  const visit = async (how: BrowserContextOptions = {}) => {
    const context = await browser.newContext(how);
    const page = await context.newPage();
    const [hosts, asked, complaints]: [Set<string>, string[], string[]] = [new Set(), [], []];
    context.on("request", (request) => {
      asked.push(request.url());
      if (!request.url().startsWith("data:")) hosts.add(new URL(request.url()).host);
    });
    context.on("dialog", (dialog) => {
      complaints.push(`dialog: ${dialog.type()} ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on("weberror", (error) => void complaints.push(`error: ${error.error().message}`));
    context.on("console", (message) => {
      if (/Security Policy|Trusted Type|sandboxed|csp:/i.test(message.text())) complaints.push(message.text());
    });
    await context.addInitScript(
      'addEventListener("securitypolicyviolation", e => console.log("csp: " + e.violatedDirective + " " + e.blockedURI))',
    );
    return { context, page, hosts, asked, complaints, close: () => context.close() };
  };
  return {
    ...served,
    browser,
    portal,
    host: new URL(served.url).host,
    visit,
    /** Puts a message into a mailbox; answers its id. */
    put: (over: Parameters<typeof aDeposit>[0] = {}, view: Parameters<typeof aView>[0] = {}, files: Buffer[] = []) => {
      const deposit = aDeposit(over);
      const { subject } = deposit;
      portal.mailbox.put(deposit, aView({ to: [deposit.address], subject, ...view }), files);
      return deposit.messageId;
    },
    activation: (to: { address: string; messageId?: string; reset?: boolean }) =>
      issueActivation(portal.context, portal.context.clock, to),
    /** A window of a recipient who has activated before, at their messages. */
    signedIn: async (address: string, how: BrowserContextOptions = {}) => {
      const one = await visit(how);
      await one.page.goto(`${served.url}/sign-in`);
      await signIn(one.page, address);
      await one.page.waitForURL(`${served.url}/inbox`);
      one.asked.length = 0;
      return one;
    },
    link: (address: string, messageId: string) =>
      issueMessageLink(portal.context, portal.context.clock, { address, messageId, expiresAt: new Date("2099-01-01") }),
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}

/** Follows a new activation link and fills in its form, in English. */
export async function activate(
  center: Awaited<ReturnType<typeof aPickupCenter>>,
  page: Page,
  to: { readonly address: string; readonly messageId?: string },
): Promise<string> {
  const pair = await center.activation(to);
  await page.goto(`${center.url}/a/${pair.token}`);
  await page.getByLabel("Your name").fill("Bob Dupont");
  await page.getByLabel("Activation password").fill(pair.activationPassword);
  await page.getByLabel("Choose a password").fill(password);
  await page.getByRole("button", { name: "Activate and continue" }).click();
  return pair.token;
}

/** Fills in the sign-in form that is shown, in English. */
export async function signIn(page: Page, address: string, typed = password): Promise<void> {
  await page.getByLabel("Email address").fill(address);
  await page.getByLabel("Password").fill(typed);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** The words of a place. */
export async function textIn(place: Page | Locator): Promise<string> {
  return (await ("goto" in place ? place.locator("main") : place).textContent()) ?? "";
}

/** What axe finds on the page, frames of the mail's own markup apart. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate("axe.run(document, { iframes: false })");
  const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** How wide what is shown is, where that is more than the screen; null where it fits. */
export async function overflow(page: Page): Promise<number | null> {
  const [wide, screen] = (await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")) as [
    number,
    number,
  ];
  return wide > screen ? wide : null;
}
