import type { Browser, Page } from "playwright-core";
import { makeOneTimePassword } from "../../src/accounts/administrators/first-password.ts";
import { DynamoAdministrators } from "../../src/aws/dynamodb-administrators.ts";
import { systemClock } from "../../src/clock.ts";
import type { Role } from "../../src/contracts/admin-api/role-names.ts";
import type { ASealgate } from "../support/a-sealgate.ts";
import { setUpFactor } from "./set-up-factor.ts";

const password = "four plain words together";

/** A window of the running console whose person has just signed in for the first time. */
export type SignedIn = { readonly page: Page; readonly base: string; readonly complaints: string[] };

/** The first owner, as the mail to the operator lets them in. */
export async function theFirstOwner(sealgate: ASealgate, browser: Browser): Promise<SignedIn> {
  const invited = await sealgate.mailTo("admin@company.example", /first sign-in/i);
  const userName = /User name: (\S+)/.exec(invited.text)?.[1] ?? "";
  const oneTime = /One-time password: (\S+)/.exec(invited.text)?.[1] ?? "";
  return signInFirst(sealgate, browser, { userName, oneTime });
}

/** Somebody of this role, who was put into the directory by hand. */
export async function somebody(sealgate: ASealgate, browser: Browser, role: Role, userName: string): Promise<SignedIn> {
  const administrators = new DynamoAdministrators(sealgate.tables, sealgate.place.variables.DIRECTORY_TABLE);
  const person = { userName, subjectId: `s-${userName}`, role, generation: 0 } as const;
  await administrators.create({ ...person, createdAt: new Date().toISOString(), credential: { kind: "none" } });
  const oneTime = (await makeOneTimePassword({ administrators }, systemClock, userName)) ?? "";
  return signInFirst(sealgate, browser, { userName, oneTime });
}

type FirstData = { readonly userName: string; readonly oneTime: string };

async function signInFirst(sealgate: ASealgate, browser: Browser, { userName, oneTime }: FirstData): Promise<SignedIn> {
  const invited = await sealgate.mailTo("admin@company.example", /first sign-in/i);
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => {
    if (line.type() === "error" && !line.text().startsWith("Failed to load resource")) complaints.push(line.text());
  });
  await page.goto(invited.links.find((link) => link.includes("/console")) ?? "");
  await page.getByLabel("User name").fill(userName);
  await page.getByLabel("Password").fill(oneTime);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("New password again").fill(password);
  await page.getByRole("button", { name: "Save password" }).click();
  await setUpFactor(page);
  await page.locator("#top").waitFor();
  return { page, base: await page.evaluate<string>("document.baseURI"), complaints };
}
