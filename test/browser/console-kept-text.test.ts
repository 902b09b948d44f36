import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { type ASealgate, aSealgate, eventually } from "../support/a-sealgate.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { theFirstOwner } from "./sign-in-first.ts";
import { builder, choose, saved, setCondition } from "./write-a-policy.ts";

const mail = (subject: string, text: string) =>
  [
    "From: anna@company.example",
    "To: bob@partner.example",
    `Subject: ${subject}`,
    `Message-ID: <${subject.toLowerCase().replaceAll(" ", "-")}@company.example>`,
    "",
    text,
    "",
  ].join("\r\n");

describe("texts that are kept for replay, from the setting to its end", { skip: noBrowser }, () => {
  let sealgate: ASealgate;
  let browser: Browser;
  let page: Page;
  let base = "";
  let complaints: readonly string[] = [];
  before(async () => {
    [sealgate, browser] = await Promise.all([aSealgate(), launchChromium()]);
    ({ page, base, complaints } = await theFirstOwner(sealgate, browser));
  });
  after(async () => {
    await browser?.close();
    await sealgate?.close();
  });

  const goTo = (path: string) => page.goto(new URL(path, base).href);
  const days = async (value: string) => {
    await goTo("settings");
    await page.getByLabel("Days that the text of messages is kept for replay").fill(value);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Saved. In force at the next message").waitFor();
  };
  const replay = async () => {
    await goTo("policy-review");
    await page.getByRole("button", { name: "Replay", exact: true }).click();
    await page.getByText("All of them were replayed").first().waitFor();
  };
  const arrived = async (subject: string, text: string) => {
    const id = await sealgate.send(mail(subject, text));
    await sealgate.tracked(({ message, recipients: [one] }) => message.messageId === id && one?.state !== "pending");
    return id;
  };

  it("keeps none at first: what a draft asks anew cannot be known", async () => {
    await arrived("Before", "the falcon flies");
    assert.deepEqual(await sealgate.keptTexts(), []);
    await goTo("policies");
    await page.getByRole("button", { name: "New policy" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Project falcon");
    const rule = builder(page, "When").locator(".rule").first();
    await setCondition(rule, "Words are found");
    await rule.getByRole("textbox", { name: "Words and phrases" }).fill("falcon");
    const kept = page.waitForResponse(
      (answer) => answer.url().endsWith("/api/draft/changes") && /"hold"/.test(answer.request().postData() ?? ""),
    );
    await choose(page.getByRole("button", { name: /^The message is/ }), "Hold for review");
    await kept;
    await saved(page);
    await replay();
    await page.getByText("0 treated otherwise, 1 cannot be known").first().waitFor();
    await page.getByText("where an owner has texts kept (Settings)").waitFor();
  });

  it("keeps them once an owner wants it, and the replay then says now and then", async () => {
    await days("7");
    const id = await eventually("the setting to be in force", async () => {
      const sent = await arrived("After", "card 4111 1111 1111 1111 of the falcon");
      return (await sealgate.keptTexts()).some((key) => key.endsWith(sent)) && sent;
    });
    await arrived("Other", "card 4111 1111 1111 1111 of the heron");
    await replay();
    await page.getByText(/messages? was asked, which is in the audit log/).waitFor();
    const row = page.getByRole("row").filter({ hasText: "After" }).first();
    await row.getByText("Project falcon").waitFor();
    assert.equal(await page.getByRole("row").filter({ hasText: "Other" }).count(), 0);
    await row.getByRole("button", { name: "After" }).click();
    await page.getByText("Its kept text was asked what nobody had asked.").waitFor();
    await page.getByText("***").first().waitFor();
    assert.doesNotMatch((await page.locator("div.difference").textContent()) ?? "", /falcon flies|of the falcon/);
    await page.getByRole("button", { name: "Close" }).last().click();
    await goTo(`messages/${id}`);
    await page.getByRole("heading", { name: "After" }).first().waitFor();
  });

  it("has each replay that asked texts in the audit log, once", async () => {
    await goTo("audit");
    await page.getByText("Replayed a draft with kept texts").first().waitFor();
    assert.equal(await page.getByText("Replayed a draft with kept texts").count(), 1);
  });

  it("ends a text with the recall of its message", async () => {
    const [first = ""] = await sealgate.keptTexts();
    const id = first.slice(first.lastIndexOf("/") + 1);
    await goTo(`messages/${id}`);
    await page.getByRole("button", { name: "Actions for bob@partner.example" }).click();
    await page.getByRole("menuitem", { name: "Recall…" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Recall/ })
      .click();
    await eventually("the text to be gone", async () => !(await sealgate.keptTexts()).includes(first));
  });

  it("ends all of them as soon as an owner wants none", async () => {
    assert.notDeepEqual(await sealgate.keptTexts(), []);
    await days("0");
    await eventually("all texts to be gone", async () => (await sealgate.keptTexts()).length === 0);
    await replay();
    await page
      .getByText(/cannot be known/)
      .first()
      .waitFor();
    assert.equal(await page.getByText("was asked, which is in the audit log").count(), 0);
  });

  it("wrote no word of any text to a log, and broke no rule of the browser", async () => {
    for (const name of ["inbound", "admin", "housekeeping"]) assert.doesNotMatch(sealgate.logOf(name), /falcon|heron/i);
    assert.deepEqual(complaints, []);
  });
});
