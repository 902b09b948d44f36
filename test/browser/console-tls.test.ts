import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import type { Browser } from "playwright-core";
import { newOutboxItem } from "../../src/aws/ledger-items.ts";
import { tlsPolicySet } from "../../src/contracts/tls-policies.ts";
import { testOutboxId } from "../../src/gateway/test-mail.ts";
import { eventually } from "../support/a-sealgate.ts";
import { aTrackedTest } from "../support/a-tracked-test.ts";
import { type ServedConsole, serveConsole } from "../support/serve-console.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { aSignedInTab, broken, type ConsoleTab, overflow } from "./console-tab.ts";

const root = join(import.meta.dirname, "..", "..");
const to = (address: string) => [{ kind: "individual", address }];
const frame = { appliesFrom: [{ kind: "everyone" }], createdAt: "2026-11-22T10:00:00Z", option: "enforced" };

/** A policy for each light. */
const policies = {
  version: 1,
  receipt: [
    { ...frame, id: "now", narrative: "Active one", appliesTo: to("a@partner.example") },
    {
      ...frame,
      id: "over",
      narrative: "Overriding one",
      appliesTo: to("b@partner.example"),
      override: true,
    },
    {
      ...frame,
      id: "soon",
      narrative: "Future one",
      option: "default",
      appliesTo: to("c@partner.example"),
      validity: { from: "2090-01-01" },
    },
    {
      ...frame,
      id: "past",
      narrative: "Expired one",
      option: "default",
      appliesTo: to("d@partner.example"),
      validity: { to: "2020-01-01" },
    },
    { ...frame, id: "off", narrative: "Disabled one", enabled: false, appliesTo: to("e@partner.example") },
  ],
  delivery: [
    {
      ...frame,
      id: "bank",
      narrative: "The bank insists on TLS",
      appliesTo: [{ kind: "domain", domain: "bank.example" }],
    },
  ],
};

describe("the console's TLS pages in a browser", { skip: noBrowser }, () => {
  let served: ServedConsole;
  let withServer: ServedConsole;
  let browser: Browser;
  let owner: ConsoleTab;
  before(async () => {
    execFileSync(process.execPath, [join(root, "bin", "build-web.ts")], { stdio: "ignore" });
    served = await serveConsole();
    browser = await launchChromium();
    withServer = await serveConsole(undefined, { smtpRoute: "smtp://mail.northwind.example:587" });
    owner = await aSignedInTab(browser, served, "owner");
  });
  after(async () => {
    await browser?.close();
    await served?.close();
    await withServer?.close();
  });
  const open = (path: string, tab = owner) => tab.page.goto(`${served.url}/${path}`);
  const heading = (name: string, tab = owner) => tab.page.getByRole("heading", { name, exact: true }).waitFor();
  const press = (name: string) => owner.page.getByRole("button", { name, exact: true }).click();
  const type = (label: string, value: string) => owner.page.getByLabel(label, { exact: true }).fill(value);
  const choose = async (label: string, option: string) => {
    await owner.page.getByLabel(label, { exact: true }).first().click();
    await owner.page.getByRole("option", { name: option, exact: true }).click();
  };
  const newest = async () => (await served.api.context.tls.repository.newest())?.policies ?? assert.fail("none");

  it("say that nothing was published yet, and lead to a new policy", async () => {
    await open("tls-policies");
    await heading("TLS policies");
    await owner.page.getByText("No TLS policy was published yet.").waitFor();
    assert.deepEqual(await broken(owner.page), []);
    await press("New Secure Receipt policy");
    await heading("New Secure Receipt policy");
  });

  it("write a Secure Receipt policy in the field's order and publish it", async () => {
    await owner.page.getByLabel("Narrative").fill("Our lawyers send over TLS only");
    await owner.page.getByLabel("Enforced TLS").check();
    await choose("Applies to emails to, line 1: kind", "Individual address");
    await type("Applies to emails to, line 1: address", "eve@lawyers.example");
    assert.deepEqual(await broken(owner.page), []);
    await press("Publish");
    await heading("TLS policies");
    await owner.page.getByRole("link", { name: "Our lawyers send over TLS only" }).waitFor();
    await owner.page.getByText("SES refuses mail without TLS to its recipients in the session.").waitFor();
    const [policy] = (await newest()).receipt;
    assert.deepEqual([policy?.id, policy?.option], ["our-lawyers-send-over-tls-only", "enforced"]);
  });

  it("refuse what cannot be kept with the reason, and keep it by one click", async () => {
    await open("tls-policies/receipt/new");
    await owner.page.getByLabel("Narrative").fill("Finance writes over TLS");
    await owner.page.getByLabel("Enforced TLS").check();
    await choose("Applies to emails from, line 1: kind", "Email domain");
    await type("Applies to emails from, line 1: domain", "company.example");
    await type("Source IP ranges", "192.0.2.7/24");
    await press("Publish");
    await owner.page.getByText("write 192.0.2.0/24").waitFor();
    assert.deepEqual(await broken(owner.page), []);
    await type("Source IP ranges", "");
    await press("Publish");
    await owner.page.getByText("SES does not say").waitFor();
    await press("Require TLS for the whole gateway");
    await heading("TLS policies");
    await owner.page.getByRole("link", { name: "Finance writes over TLS" }).waitFor();
    assert.equal((await newest()).requireForAll, true);
  });

  it("write a Secure Delivery policy with dates, both directions, override and a fallback", async () => {
    await open("tls-policies/delivery/new");
    await heading("New Secure Delivery policy");
    await owner.page.getByLabel("Narrative").fill("Auditors until the year ends");
    await owner.page.getByLabel("Enforced TLS").check();
    await choose("Applies to emails to, line 1: kind", "Email domain");
    await type("Applies to emails to, line 1: domain", "Prüfer.example");
    await owner.page.getByLabel("Return it to the sender").check();
    await owner.page.getByLabel(/^From and to/).check();
    await type("To (its day counts whole)", "2090-12-31");
    await owner.page.getByLabel(/^Bi-directional/).check();
    await owner.page.getByLabel(/^Override/).check();
    await press("Publish");
    await heading("TLS policies");
    const [policy] = (await newest()).delivery;
    assert.deepEqual(
      [policy?.whenUnavailable, policy?.bidirectional, policy?.override, policy?.validity],
      ["return", true, true, { to: "2090-12-31" }],
    );
    assert.deepEqual(policy?.appliesTo, [{ kind: "domain", domain: "xn--prfer-lva.example", subdomains: false }]);
  });

  it("change and delete a policy", async () => {
    await open("tls-policies/delivery/auditors-until-the-year-ends");
    await owner.page.getByLabel("Enabled", { exact: true }).uncheck();
    await press("Publish");
    await heading("TLS policies");
    await owner.page.getByText("Disabled", { exact: true }).waitFor();
    await open("tls-policies/delivery/auditors-until-the-year-ends");
    await press("Delete policy");
    await heading("TLS policies");
    assert.deepEqual((await newest()).delivery, []);
  });

  it("show a light for each state, most specific first with the reason, on a phone and in the dark too", async () => {
    const { repository } = served.api.context.tls;
    const basedOn = (await repository.newest())?.version ?? 0;
    await repository.publish({ basedOn, policies: tlsPolicySet.parse(policies), by: "test", at: new Date(), note: "" });
    await repository.putInForce(basedOn + 1, new Date());
    await open("tls-policies");
    for (const light of ["Active", "Override", "Future", "Expired", "Disabled"])
      await owner.page.getByText(light, { exact: true }).first().waitFor();
    await owner.page.getByText("over · Overrides; from everyone to an individual").waitFor();
    await owner.page.getByText("is in force since").waitFor();
    await open("tls-policies?f=state%3DExpired");
    await owner.page.getByText(/^1 of \d+ shown/).waitFor();
    await owner.page.getByText("Expired one").waitFor();
    assert.equal(await owner.page.getByText("Overriding one").count(), 0);
    for (const [width, colorScheme] of [
      [1280, "light"],
      [1280, "dark"],
      [390, "light"],
      [390, "dark"],
    ] as const) {
      await owner.page.setViewportSize({ width, height: 900 });
      await owner.page.emulateMedia({ colorScheme });
      await open("tls-policies");
      await owner.page.getByText("Overriding one").waitFor();
      assert.ok((await overflow(owner.page)) <= 0, `${width}`);
      assert.deepEqual(await broken(owner.page), [], `${width} ${colorScheme}`);
    }
    await owner.page.setViewportSize({ width: 1280, height: 900 });
    await owner.page.emulateMedia({ colorScheme: "light" });
  });

  it("tell which policy applies to somebody's mail, and why no other does", async () => {
    await owner.page.getByRole("button", { name: "Secure Delivery", exact: true }).click();
    await type("From", "anna@company.example");
    await type("To", "clerk@bank.example");
    await press("Find out");
    await owner.page.getByText("TLS is required, of the version that Amazon SES chooses").waitFor();
    await owner.page.getByText("It applies: from everyone to a domain, mail from any network.").waitFor();
    await type("On (date)", "the day after tomorrow");
    await press("Find out");
    await owner.page.getByText("Write a date such as 2026-12-24, or 2026-12-24 17:00.").waitFor();
    await type("On (date)", "2026-12-24");
    await press("Find out");
    await owner.page.getByText("Write a date such as").waitFor({ state: "detached" });
    assert.deepEqual(await broken(owner.page), []);
  });

  it("report partners' readiness over the days that are asked for, and draft a policy by one click", async () => {
    await aTrackedTest(served.api, "tracked-1");
    await open("tls-readiness");
    await heading("TLS readiness");
    await owner.page.getByText("From all messages of the last 30 days: 1.").waitFor();
    await owner.page.getByRole("button", { name: "Last 7 days", exact: true }).click();
    await owner.page.getByText("From all messages of the last 7 days: 1.").waitFor();
    assert.deepEqual(await broken(owner.page), []);
    await owner.page.getByRole("link", { name: "Draft a policy for partner.example" }).click();
    await heading("New Secure Delivery policy");
    assert.equal(await owner.page.getByLabel("Narrative").inputValue(), "TLS is required to partner.example");
    assert.deepEqual(await broken(owner.page), []);
  });

  it("say in the remote words why a test mail did not come in", async () => {
    await open("tls-readiness");
    await type("To", "postmaster@gw.northwind.example");
    await press("Send test mail");
    await owner.page.getByText("Name an address outside the gateway's own domain.").waitFor();
    await type("To", "postmaster@partner.example");
    await press("Send test mail");
    await owner.page.getByText("On its way to the gateway's ingress").waitFor();
    await eventually("the order of a test mail", async () =>
      served.api.effects.some(({ kind }) => kind === "send-test"),
    );
    const effect = served.api.effects.findLast(({ kind }) => kind === "send-test") ?? assert.fail();
    const id = testOutboxId(effect.kind === "send-test" ? effect.testId : "");
    const at = new Date().toISOString();
    const Item = {
      ...newOutboxItem(id, effect, at, at),
      state: "failed",
      fault: "5.4.4 no MX for gw.northwind.example",
    };
    await served.api.stores.client.send(new PutCommand({ TableName: served.api.stores.ledger, Item }));
    await owner.page.getByText("It did not come in at the gateway").waitFor();
    await owner.page.getByText("5.4.4 no MX for gw.northwind.example").waitFor();
    assert.deepEqual(await broken(owner.page), []);
  });

  it("save how the gateway signs in to the company's own mail server, and never show the password", async () => {
    const tab = await aSignedInTab(browser, withServer, "owner");
    await tab.page.goto(`${withServer.url}/tls-policies`);
    await tab.page.getByRole("heading", { name: "The company's own mail server" }).waitFor();
    await tab.page.getByLabel("User name", { exact: true }).fill("gateway");
    await tab.page.getByRole("button", { name: "Save", exact: true }).click();
    await tab.page.getByText("A new user name needs its password.").waitFor();
    await tab.page.getByLabel("Password", { exact: true }).fill("sesame open");
    await tab.page.getByRole("button", { name: "Save", exact: true }).click();
    await tab.page.getByText("Saved. Mail leaves by it within a minute.").waitFor();
    await tab.page.getByText("One is kept. Leave this empty to keep it; nobody can read it here.").waitFor();
    assert.equal(await tab.page.getByLabel("Password", { exact: true }).inputValue(), "");
    assert.doesNotMatch(await tab.page.content(), /sesame open/);
    assert.deepEqual([await broken(tab.page), tab.complaints], [[], []]);
  });

  it("let auditors read and change nothing, and broke no content policy", async () => {
    const auditor = await aSignedInTab(browser, served, "auditor");
    await open("tls-policies/receipt/now", auditor);
    await auditor.page.getByText("Your role may read TLS policies and not change them.").waitFor();
    assert.equal(await auditor.page.getByRole("button", { name: "Publish", exact: true }).count(), 0);
    assert.deepEqual([...owner.complaints, ...auditor.complaints], []);
  });
});
