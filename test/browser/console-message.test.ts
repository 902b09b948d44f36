import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { parsePolicies } from "../../src/policy/parse-policies.ts";
import { type AReader, aReader } from "../support/a-reader.ts";
import { type ASealgate, aSealgate, eventually } from "../support/a-sealgate.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { broken } from "./console-tab.ts";
import { type SignedIn, somebody, theFirstOwner } from "./sign-in-first.ts";

const bob = "bob@partner.example";
const policies = parsePolicies({
  version: 1,
  companyDomains: ["company.example"],
  policies: [
    {
      id: "plans",
      name: "Plans",
      conditions: { type: "words", settings: { words: ["plans"], scopes: ["subject"] } },
      disposition: "hold",
    },
  ],
  otherwise: { disposition: "encrypt" },
});

describe("what is done with a message in the console, and what its recipient sees of it", { skip: noBrowser }, () => {
  let sealgate: ASealgate;
  let browser: Browser;
  let owner: SignedIn;
  let reader: AReader;
  let id: string;
  before(async () => {
    assert.ok(policies.ok);
    [sealgate, browser] = await Promise.all([aSealgate(), launchChromium()]);
    await sealgate.publish(policies.policies);
    owner = await theFirstOwner(sealgate, browser);
    id = await send("Contract for signature");
    await sealgate.finished(id);
    reader = await aReader(sealgate.cloud.webPort, await sealgate.mailTo(bob, /sent you an encrypted message/));
  });
  after(async () => {
    await browser?.close();
    await sealgate?.close();
  });

  const send = (subject: string) =>
    sealgate.send(`From: <anna@company.example>\r\nTo: ${bob}\r\nSubject: ${subject}\r\n\r\nIn confidence.\r\n`);
  const drawer = () => owner.page.locator(".aside");
  const copies = () => drawer().getByRole("region", { name: "Sealed copies" });
  const act = async (item: string) => {
    await copies()
      .getByRole("button", { name: `Actions for ${bob}` })
      .click();
    await owner.page.getByRole("menuitem", { name: item, exact: true }).click();
  };
  const said = (words: RegExp | string) => owner.page.getByText(words).first().waitFor();
  const shown = async () => {
    const { status, body } = await reader.get(reader.path);
    return { status, text: String(body) };
  };
  const happened = async (event: string) => {
    const { timeline } = await sealgate.tracked(
      (detail) => detail.message.messageId === id && detail.timeline.some((entry) => entry.event === event),
    );
    return timeline.filter((entry) => entry.event === event).length;
  };

  it("opens from the list, with its story and its one copy", async () => {
    assert.match((await shown()).text, /Contract for signature/);
    await owner.page.goto(`${owner.base}messages`);
    await owner.page.getByRole("link", { name: "Contract for signature" }).click();
    await copies().getByText("Can be opened", { exact: true }).waitFor();
    await copies()
      .getByText(/Opened \d+ \w+ 20\d\d/)
      .waitFor();
    assert.deepEqual(await broken(owner.page), []);
  });

  it("notifies its recipient once more", async () => {
    const notices = async () => (await sealgate.listed(bob)).filter(({ subject }) => !/password/i.test(subject)).length;
    const before = await notices();
    await act("Send the notice again");
    await said("The notice is on its way once more.");
    await eventually("another notice", async () => (await notices()) === before + 1);
    await act("Send the notice again");
    await said("Nothing was changed: it does not fit where the message stands, or it was done a moment ago.");
    assert.equal(await notices(), before + 1, "once in ten minutes");
  });

  it("is kept longer, counted from its receipt, and never shorter", async () => {
    const until = async () => /until (\d+ \w+ \d+)/.exec((await copies().textContent()) ?? "")?.[1];
    const before = await until();
    await act("Extend…");
    await owner.page.getByRole("spinbutton", { name: "Days from receipt" }).fill("0");
    await said("Between 1 and 365 days.");
    assert.ok(await owner.page.getByRole("dialog").getByRole("button", { name: "Extend" }).isDisabled());
    await owner.page.getByRole("spinbutton", { name: "Days from receipt" }).fill("90");
    await owner.page.getByRole("dialog").getByRole("button", { name: "Extend" }).click();
    await said("It can be opened for 90 days from receipt.");
    await drawer().getByText("Extended", { exact: true }).waitFor();
    const later = await eventually("the new date", async () => (await until()) !== before && (await until()));
    assert.equal(Math.round((Date.parse(later) - Date.parse(before ?? "")) / 86_400_000), 60);
    await act("Extend…");
    await owner.page.getByRole("spinbutton", { name: "Days from receipt" }).fill("10");
    await owner.page.getByRole("dialog").getByRole("button", { name: "Extend" }).click();
    await said("Nothing was changed");
    assert.equal(await until(), later);
  });

  it("cannot be opened while it is suspended, and can be again when it is resumed", async () => {
    await act("Suspend");
    await copies().getByText("Suspended", { exact: true }).waitFor();
    assert.doesNotMatch((await shown()).text, /<iframe/);
    await act("Resume");
    await copies().getByText("Can be opened", { exact: true }).waitFor();
    assert.match((await shown()).text, /<iframe/);
  });

  it("is recalled after a question: keys are destroyed, and its recipient is told so in words", async () => {
    await act("Recall…");
    const dialog = owner.page.getByRole("dialog");
    await dialog.getByText("what was read or downloaded stays read").waitFor();
    assert.deepEqual(await broken(owner.page), []);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    assert.match((await shown()).text, /<iframe/);
    await act("Recall…");
    await dialog.getByRole("button", { name: "Recall" }).click();
    await said("Recalled. The keys are being destroyed.");
    await copies().getByText("Recalled", { exact: true }).waitFor();
    assert.equal(await copies().getByRole("button").count(), 0, "nothing more can be done with it");
    assert.equal(await happened("keys-destroyed"), 1);
    const { status, text } = await shown();
    assert.equal(status, 410);
    assert.match(text, /recalled/i);
    assert.doesNotMatch(text, /In confidence/);
  });

  it("stands in the audit log act by act, by id alone", async () => {
    await owner.page.goto(`${owner.base}audit`);
    await owner.page
      .getByRole("button", { name: /^Acted on a message's copies, entry/ })
      .first()
      .click();
    await owner.page.getByRole("dialog").getByText('"what": "recall"').waitFor();
    await owner.page.keyboard.press("Escape");
    for (const act of ["Extended a message", "Opened a message in tracking"])
      await owner.page
        .getByRole("button", { name: new RegExp(`^${act}, entry`) })
        .first()
        .waitFor();
    const table = (await owner.page.locator("table").first().textContent()) ?? "";
    assert.match(table, new RegExp(id));
    assert.doesNotMatch(table, /partner\.example|Contract/);
  });

  it("leaves review only when two persons agree, where settings ask for that", async () => {
    await owner.page.goto(`${owner.base}settings`);
    await owner.page.getByText("Ask a second reviewer before a release").click();
    await owner.page.getByRole("button", { name: "Save" }).click();
    await said("In force at the next message");
    const held = await send("Plans for spring");
    await sealgate.tracked(({ message, recipients }) => message.messageId === held && recipients[0]?.state === "held");
    const rita = await somebody(sealgate, browser, "reviewer", "rita");
    await rita.page.goto(`${rita.base}held`);
    await rita.page.getByRole("button", { name: `Release Plans for spring to ${bob}` }).click();
    await rita.page.getByRole("dialog").getByRole("button", { name: "Release" }).click();
    await rita.page.getByText("Proposed. It leaves when a second person agrees.").waitFor();
    await rita.page.getByRole("button", { name: `Release Plans for spring to ${bob}` }).click();
    await rita.page.getByRole("dialog").getByRole("button", { name: "Release" }).click();
    await rita.page.getByText("You proposed it yourself. Another reviewer or an owner must agree.").waitFor();
    assert.equal((await sealgate.tracking.find(held))?.recipients[0]?.state, "held");
    await owner.page.goto(`${owner.base}held`);
    await owner.page.getByText("Agree", { exact: true }).click();
    await owner.page
      .getByRole("dialog", { name: "Agree to the release" })
      .getByRole("button", { name: "Release" })
      .click();
    await owner.page.getByText("Nothing waits").waitFor();
    await sealgate.mailTo(bob, /^You have a new encrypted message/);
    const { timeline } = await sealgate.finished(held);
    const events = timeline.map(({ event }) => event).filter((event) => /release|sealed/.test(event));
    assert.deepEqual(events, ["release-proposed", "released", "sealed"]);
    assert.deepEqual([...owner.complaints, ...rita.complaints], []);
  });
});
