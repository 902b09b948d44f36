import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { makeOneTimePassword } from "../../src/accounts/administrators/first-password.ts";
import { DynamoAdministrators } from "../../src/aws/dynamodb-administrators.ts";
import { systemClock } from "../../src/clock.ts";
import { parsePolicies } from "../../src/policy/parse-policies.ts";
import { type ASealgate, aSealgate, gatewayDomain } from "../support/a-sealgate.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { setUpFactor } from "./set-up-factor.ts";

const password = "four plain words together";
const holdAll = parsePolicies({
  version: 1,
  companyDomains: ["company.example"],
  policies: [],
  otherwise: { disposition: "hold" },
});

describe("mail that is held, from the mail server to its recipient", { skip: noBrowser }, () => {
  let sealgate: ASealgate;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  before(async () => {
    [sealgate, browser] = await Promise.all([aSealgate(), launchChromium()]);
    assert.ok(holdAll.ok);
    await sealgate.publish(holdAll.policies);
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    page.on("pageerror", (error) => complaints.push(error.message));
  });
  after(async () => {
    await browser?.close();
    await sealgate?.close();
  });

  const send = (subject: string) =>
    sealgate.send(
      `From: <anna@company.example>\r\nTo: bob@partner.example\r\nSubject: ${subject}\r\n\r\nThe plans, in confidence.\r\n`,
      { from: "anna@company.example", to: [`bob=partner.example@${gatewayDomain}`] },
    );
  const held = (subject: string) =>
    sealgate.tracked(({ message, recipients }) => message.subject === subject && recipients[0]?.state === "held");

  it("tells its sender that it waits, and nobody outside", async () => {
    await send("Plans one");
    await send("Plans two");
    await held("Plans one");
    await held("Plans two");
    const mail = await sealgate.mailTo("anna@company.example", /Plans one/);
    assert.match(mail.text, /held for review/);
    assert.deepEqual(await sealgate.listed("bob@partner.example"), []);
  });

  it("lets a reviewer sign in and sees nothing but held mail", async () => {
    const { DIRECTORY_TABLE: directory } = sealgate.place.variables;
    const administrators = new DynamoAdministrators(sealgate.tables, directory);
    const reviewer = { userName: "rita", subjectId: "s-rita", role: "reviewer", generation: 0 } as const;
    const createdAt = new Date().toISOString();
    await administrators.create({ ...reviewer, createdAt, credential: { kind: "none" } });
    const oneTime = (await makeOneTimePassword({ administrators }, systemClock, "rita")) ?? "";
    const mail = await sealgate.mailTo("admin@company.example", /first sign-in/i);
    await page.goto(mail.links.find((link) => link.includes("/console")) ?? "");
    await page.getByLabel("User name").fill("rita");
    await page.getByLabel("Password").fill(oneTime);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByLabel("New password", { exact: true }).fill(password);
    await page.getByLabel("New password again").fill(password);
    await page.getByRole("button", { name: "Save password" }).click();
    await setUpFactor(page);
    await page.getByRole("link", { name: "Held for review" }).click();
    await page.getByRole("button", { name: "Plans one", exact: true }).waitFor();
    assert.equal(await page.getByRole("link", { name: "Message tracking" }).count(), 0);
  });

  it("shows the reviewer its text", async () => {
    await page.getByRole("button", { name: "Plans one", exact: true }).click();
    await page.getByText("The plans, in confidence.").waitFor();
    await page.keyboard.press("Escape");
  });

  it("reaches its recipient sealed when it is released, and its sender with a report when it is returned", async () => {
    await page.getByRole("button", { name: "Release Plans one to bob@partner.example" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Release" }).click();
    const notice = await sealgate.mailTo("bob@partner.example", /sent you an encrypted message/);
    assert.doesNotMatch(notice.text, /in confidence/);
    await page.getByRole("button", { name: /^Return Plans two/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Return" }).click();
    const report = await sealgate.mailTo("anna@company.example", /not delivered|could not be delivered|returned/i);
    assert.match(String(await sealgate.rawOf(report.id)), /5\.7\.1 not released after review/);
    await page.getByText("Nothing waits").waitFor();
    assert.equal((await sealgate.listed("bob@partner.example")).length, 1);
    assert.deepEqual(complaints, []);
  });

  it("leaves no raw mail and no reviewers' copy behind", async () => {
    await sealgate.tracked(({ message }) => message.subject === "Plans one" && message.state === "final");
    const { timeline } = await sealgate.tracked(
      ({ message }) => message.subject === "Plans two" && message.state === "final",
    );
    assert.ok(timeline.some(({ event }) => event === "keys-destroyed"));
    assert.deepEqual(await sealgate.storedMail(), []);
  });
});
