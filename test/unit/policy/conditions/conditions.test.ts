import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { conditionOf } from "../../../../src/policy/conditions/index.ts";
import { emptyDirectory } from "../../../../src/policy/directory.ts";
import type { Facts } from "../../../../src/policy/types.ts";
import { aMail, aPart } from "../../mail/a-mail.ts";
import { factsOf, policiesWith } from "../judging.ts";

const attachment = (name: string, type = "application/octet-stream", body = "hello") =>
  aPart({ Subject: "x", "Content-Type": `${type}; name="${name}"` }, body);
const pdf = attachment("a.pdf", "application/pdf", "%PDF-1.7");
const plain = aMail(
  "From: alice@company.example",
  "Subject: Quarterly report",
  "",
  "The merger is secret.",
  "Card 4111 1111 1111 1111",
);

async function result(
  type: string,
  settings: unknown,
  raw = plain,
  change: Partial<Facts> & { recipient?: string; inException?: boolean } = {},
) {
  const condition = conditionOf(type);
  assert.ok(condition);
  const parsed = condition.settings.parse(settings);
  const facts = await factsOf(raw, policiesWith({ conditions: { type, settings } }));
  const { recipient = "bob@partner.example", inException = false, ...facet } = change;
  const input = {
    facts: { ...facts, ...facet },
    recipient,
    companyDomains: new Set(["company.example"]),
    directory: emptyDirectory,
    inException,
  };
  return condition.matches(input, parsed).result;
}

describe("conditions on recipients", () => {
  it("know internal from external", async () => {
    assert.equal(await result("recipient-location", { is: "external" }), true);
    assert.equal(
      await result("recipient-location", { is: "internal" }, plain, { recipient: "eve@Company.EXAMPLE" }),
      true,
    );
    assert.equal(
      await result("recipient-location", { is: "internal" }, plain, { recipient: "eve@sub.company.example" }),
      false,
    );
  });

  it("match domains, not look-alikes, and subdomains only when asked", async () => {
    const domains = ["partner.example"];
    assert.equal(await result("recipient-domain", { domains }), true);
    assert.equal(await result("recipient-domain", { domains }, plain, { recipient: "bob@notpartner.example" }), false);
    assert.equal(await result("recipient-domain", { domains }, plain, { recipient: "bob@a.partner.example" }), false);
    assert.equal(
      await result("recipient-domain", { domains, subdomains: true }, plain, { recipient: "bob@a.partner.example" }),
      true,
    );
  });

  it("match addresses in any case", async () => {
    assert.equal(await result("recipient-address", { addresses: ["Bob@Partner.example"] }), true);
    assert.equal(await result("recipient-address", { addresses: ["bob2@partner.example"] }), false);
  });
});

describe("conditions on the sender", () => {
  const envelope = (sender: string | null) => ({ envelope: { sender, recipients: [] } });

  it("look at the envelope unless told otherwise", async () => {
    const settings = { addresses: ["alice@company.example"] };
    assert.equal(await result("sender", settings), true);
    assert.equal(await result("sender", settings, plain, envelope("eve@company.example")), false);
    assert.equal(
      await result("sender", { ...settings, basis: "header-from" }, plain, envelope("eve@company.example")),
      true,
    );
    assert.equal(
      await result("sender", { ...settings, basis: "either" }, plain, envelope("eve@company.example")),
      true,
    );
    assert.equal(await result("sender", { ...settings, basis: "both" }, plain, envelope("eve@company.example")), false);
  });

  it("want both in an exception, and header From for the null sender", async () => {
    const settings = { domains: ["company.example"] };
    assert.equal(
      await result("sender", settings, plain, { headerFrom: ["x@other.example"], inException: true }),
      false,
    );
    assert.equal(await result("sender", settings, plain, envelope(null)), true);
  });
});

describe("conditions on content", () => {
  it("find words whole, in the chosen places, in any case", async () => {
    assert.equal(await result("words", { words: ["MERGER"] }), true);
    assert.equal(await result("words", { words: ["merge"] }), false);
    assert.equal(await result("words", { words: ["merge"], wholeWords: false }), true);
    assert.equal(await result("words", { words: ["merger"], scopes: ["subject"] }), false);
    assert.equal(await result("words", { words: ["The  MERGER is"], matchCase: true }), false);
    assert.equal(await result("words", { words: ["is secret"] }), true);
  });

  it("find a subject trigger anywhere in the subject", async () => {
    assert.equal(await result("subject-trigger", {}, aMail("Subject: re [ENCRYPT]x", "", "y")), true);
    assert.equal(await result("subject-trigger", {}, aMail("Subject: x", "", "[encrypt]")), false);
  });

  it("count detector matches by confidence, number and place", async () => {
    const settings = { detector: "payment-card" };
    assert.equal(await result("detector", settings), true);
    assert.equal(await result("detector", { ...settings, minimum: 2 }), false);
    assert.equal(await result("detector", { ...settings, scopes: ["subject"] }), false);
    const twice = aMail("", "card 4111 1111 1111 1111", "card 4111 1111 1111 1111");
    assert.equal(await result("detector", { ...settings, minimum: 2 }, twice), false);
    assert.equal(await result("detector", { ...settings, minimum: 2, unique: false }, twice), true);
  });

  it("are unknown, not false, where something could not be read", async () => {
    assert.equal(await result("words", { words: ["x"], scopes: ["body"] }, pdf), "unknown");
    assert.equal(await result("detector", { detector: "us-ssn" }, pdf), "unknown");
    assert.equal(await result("subject-trigger", {}, pdf), false);
  });
});

describe("conditions on attachments", () => {
  it("know a spreadsheet by name, declared type or content", async () => {
    const kinds = ["spreadsheet"];
    for (const name of ["a.xlsx", "a.XLS", "a.ods", "a.csv", "a.xlsm", "a.xls. ", "a.csv::$DATA"]) {
      assert.equal(await result("attachment-type", { kinds }, attachment(name)), true, name);
    }
    assert.equal(await result("attachment-type", { kinds }, attachment("a.bin", "text/csv")), true);
    const workbook = Buffer.concat([
      Buffer.from("d0cf11e0a1b11ae1", "hex"),
      Buffer.from("Workbook", "utf16le"),
    ]).toString("base64");
    const hidden = aPart({ "Content-Type": "image/png; name=a.png", "Content-Transfer-Encoding": "base64" }, workbook);
    assert.equal(await result("attachment-type", { kinds }, hidden), true);
    assert.equal(await result("attachment-type", { kinds }, attachment("a.txt")), false);
    assert.equal(await result("attachment-type", { kinds }, pdf), false);
  });

  it("are unknown where an archive could not be opened", async () => {
    const zip = attachment("a.zip", "application/zip", "PK\x03\x04");
    assert.equal(await result("attachment-type", { kinds: ["spreadsheet"] }, zip), "unknown");
    assert.equal(await result("attachment-extension", { extensions: ["exe"] }, zip), "unknown");
  });

  it("match names by pattern and extensions", async () => {
    assert.equal(await result("attachment-name", { patterns: ["*INVOICE?.pdf"] }, attachment("my invoice7.PDF")), true);
    assert.equal(await result("attachment-name", { patterns: ["invoice"] }, attachment("my invoice.txt")), false);
    assert.equal(await result("attachment-extension", { extensions: ["txt"] }, attachment("a.TXT")), true);
  });
});

describe("conditions on the whole message", () => {
  it("see findings, encryption and size", async () => {
    assert.equal(await result("content-finding", { findings: ["unreadable"] }, pdf), true);
    assert.equal(await result("content-finding", { findings: ["encrypted"] }, pdf), false);
    assert.equal(await result("already-encrypted", {}), false);
    assert.equal(await result("message-size", { atLeast: 10 }), true);
    assert.equal(await result("message-size", { atMost: 10 }), false);
  });
});
