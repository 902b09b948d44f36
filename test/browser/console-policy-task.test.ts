import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { type ASealgate, aSealgate, gatewayDomain } from "../support/a-sealgate.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { setUpFactor } from "./set-up-factor.ts";
import { builder, choose, saved, setCondition } from "./write-a-policy.ts";

const password = "four plain words together";

const mail = (from: string, subject: string, text: string, more = "") =>
  [
    `From: ${from}`,
    "To: bob@partner.example",
    `Subject: ${subject}`,
    "Message-ID: <1@company.example>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    text,
    ...(more === ""
      ? []
      : [
          "--b",
          `Content-Type: text/csv; name="${more}"`,
          "Content-Disposition: attachment",
          "",
          "item;price",
          "room;120",
        ]),
    "--b--",
    "",
  ].join("\r\n");

describe("a policy, from the wish to the mail and back", { skip: noBrowser }, () => {
  let sealgate: ASealgate;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  before(async () => {
    [sealgate, browser] = await Promise.all([aSealgate(), launchChromium()]);
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
    page.setDefaultTimeout(60_000);
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (line) => {
      if (line.type() === "error" && !line.text().startsWith("Failed to load resource")) complaints.push(line.text());
    });
  });
  after(async () => {
    await browser?.close();
    await sealgate?.close();
  });

  const heading = (name: string | RegExp) => page.getByRole("heading", { name }).first();
  let base = "";
  const goTo = (path: string) => page.goto(new URL(path, base).href);
  const judge = async (from: string, subject: string) => {
    const buffer = Buffer.from(mail(from, subject, "4111 1111 1111 1111"));
    await page.getByLabel("Choose an .eml file").setInputFiles({ name: "try.eml", mimeType: "message/rfc822", buffer });
    await page.getByRole("button", { name: "Judge the message" }).click();
    await page.getByText(`“${subject}” from ${from}`).waitFor();
    return (await page.locator(".verdicts").textContent()) ?? "";
  };

  it("begins with the first sign-in", async () => {
    const invited = await sealgate.mailTo("admin@company.example", /first sign-in/i);
    await page.goto(invited.links.find((link) => link.includes("/console")) ?? "");
    await page.getByLabel("User name").fill(/User name: (\S+)/.exec(invited.text)?.[1] ?? "");
    await page.getByLabel("Password").fill(/One-time password: (\S+)/.exec(invited.text)?.[1] ?? "");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByLabel("New password", { exact: true }).fill(password);
    await page.getByLabel("New password again").fill(password);
    await page.getByRole("button", { name: "Save password" }).click();
    await setUpFactor(page);
    await page.locator("#top").waitFor();
    base = await page.evaluate<string>("document.baseURI");
  });

  it("has mail of today that the new policy would have treated otherwise", async () => {
    const id = await sealgate.send(mail("anna@company.example", "Prices", "as agreed", "prices.csv"));
    assert.match((await sealgate.finished(id)).recipients[0]?.policyName ?? "", /Spreadsheets/);
  });

  it("makes a group and a profile that the policy names", async () => {
    await goTo("groups");
    await page.getByRole("button", { name: "New group" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Finance");
    await page.getByRole("button", { name: "Create" }).click();
    await heading("Members").waitFor();
    await page.getByLabel("Add members").fill("finance@company.example");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Remove finance@company.example" }).waitFor();
    await goTo("policy-defaults");
    await page.getByRole("button", { name: "New profile" }).click();
    await page.getByLabel("Expires after days").fill("14");
    await page.getByRole("checkbox", { name: "Replies to the sender" }).uncheck();
    await page.getByText("expires after 14 days, no replies").waitFor();
    await saved(page);
  });

  it("builds: spreadsheets or card numbers to partner.example, except from finance, encrypted for 14 days, no reply", async () => {
    await goTo("policies");
    await page.getByRole("button", { name: "New policy" }).click();
    await heading("New policy").waitFor();
    await page.getByLabel("Name", { exact: true }).fill("Spreadsheets and cards to Partner");
    const when = builder(page, "When");
    await setCondition(when.locator(".rule").first(), "Recipient's domain is");
    await when.getByRole("textbox", { name: "Domains" }).fill("partner.example");
    await when.getByRole("button", { name: "Add a group" }).first().click();
    const inner = when.locator(".ruleGroup .ruleGroup");
    await choose(inner.getByRole("button", { name: /^How the conditions of this group/ }), "Any of");
    await setCondition(inner.locator(".rule").first(), "Attachment is a");
    await choose(inner.getByRole("button", { name: /^Kinds of file/ }), "spreadsheet");
    await page.keyboard.press("Escape");
    await inner.getByRole("button", { name: "Add a condition" }).click();
    await setCondition(inner.locator(".rule").nth(1), "Sensitive values are found");
    const except = builder(page, "Except when");
    await except.getByRole("button", { name: "Add a condition" }).click();
    await setCondition(except.locator(".rule").first(), "Sender is in a group");
    await choose(except.getByRole("button", { name: /^Groups/ }), "Finance");
    await page.keyboard.press("Escape");
    await choose(page.getByRole("button", { name: /^Encryption profile/ }), "New profile");
    const said = page.locator(".said").getByText(/is in the group finance: it is encrypted/);
    await said.waitFor();
    assert.match(
      (await said.textContent()) ?? "",
      /^When the recipient's domain is partner\.example and \(an attachment is a spreadsheet or at least one payment card number is found .*\), unless the sender .* is in the group finance: it is encrypted\.$/i,
    );
    await saved(page);
  });

  it("tries it on two messages, beside what the engine read", async () => {
    const cards = await judge("anna@company.example", "Card");
    assert.match(cards, /Encrypt.*bob@partner\.example.*Spreadsheets and cards to Partner.*new-profile/);
    assert.match((await page.locator(".trace").textContent()) ?? "", /\*\*\*\* 1111/);
    const finance = await judge("finance@company.example", "Card too");
    assert.match(finance, /Payment card numbers/);
    await page.getByRole("button", { name: /What the engine read/ }).click();
    await page.getByRole("button", { name: /Part 1.1/ }).click();
    await page.getByText("4111 1111 1111 1111").first().waitFor();
  });

  it("replays what came before, with the reasoning of then and now", async () => {
    await page.getByRole("button", { name: "Review and publish" }).click();
    await heading("Checks").waitFor();
    await page.getByRole("button", { name: "Replay", exact: true }).click();
    await page.getByText("1 treated otherwise, 0 cannot be known").first().waitFor();
    await page.getByRole("button", { name: "Prices" }).click();
    await heading("Then, by version 1").waitFor();
    await heading("By draft of admin").waitFor();
    await page.getByRole("button", { name: "Close" }).last().click();
  });

  it("publishes it with a note, and says since when and by whom it is in force", async () => {
    await page.getByLabel("Note").fill("Partner wants spreadsheets and cards encrypted");
    await page.getByRole("button", { name: "Publish version 2" }).click();
    await page.getByText(/Version 2 is in force since .* published by admin/).waitFor();
    await heading("Spreadsheets and cards to Partner").waitFor();
  });

  it("judges the next message by it, and tracking shows the trace", async () => {
    const id = await sealgate.send(mail("anna@company.example", "Room list", "as agreed", "rooms.csv"), {
      to: [`bob=partner.example@${gatewayDomain}`],
    });
    const [recipient] = (await sealgate.finished(id)).recipients;
    assert.deepEqual([recipient?.state, recipient?.policyName], ["sealed", "Spreadsheets and cards to Partner"]);
    await goTo("messages");
    await page.getByRole("link", { name: "Room list" }).waitFor();
    await goTo(`messages/${id}`);
    await page.getByText("Spreadsheets and cards to Partner").first().waitFor();
    await page.getByText("an attachment is a spreadsheet").first().waitFor();
  });

  it("goes back to the version before", async () => {
    await goTo("policy-history");
    await page.getByRole("link", { name: "Version 1", exact: true }).click();
    await page.getByRole("button", { name: "Put in force again" }).click();
    await page.getByRole("button", { name: "Roll back" }).click();
    await heading("Version 3 (in force)").waitFor();
    const id = await sealgate.send(mail("anna@company.example", "Afterwards", "as agreed", "rooms.csv"));
    assert.equal((await sealgate.finished(id)).recipients[0]?.policyName, "Spreadsheets");
  });

  it("has worked without one complaint of the browser", () => {
    assert.deepEqual(complaints, []);
  });
});
