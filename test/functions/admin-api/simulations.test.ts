import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { simulationAnswer } from "../../../src/contracts/admin-api/simulations.ts";
import { tableFileAnswer } from "../../../src/contracts/admin-api/table-files.ts";
import { aPolicyAdmin, inForce, toPartner } from "../../support/a-policy-admin.ts";
import { type AnAdminApi, anAdminApi } from "../../support/an-admin-api.ts";

const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");

describe("the simulator", () => {
  let api: AnAdminApi;
  let admin: Awaited<ReturnType<typeof aPolicyAdmin>>;
  before(async () => {
    api = await anAdminApi();
    await inForce(api);
    admin = await aPolicyAdmin(api, "anna");
  });
  after(() => api.close());

  const eml = [
    "From: Anna <anna@northwind.example>",
    "To: bob@partner.example, carol@northwind.example",
    "Subject: Order",
    'Content-Type: multipart/mixed; boundary="b"',
    "",
    "--b",
    "Content-Type: text/html",
    "",
    "<p>My card: 41<b>11 1111</b> 1111 1111</p>",
    "--b",
    'Content-Type: text/csv; name="prices.csv"',
    "Content-Disposition: attachment",
    "",
    "a,b",
    "1,2",
    "--b--",
  ].join("\r\n");

  it("says for each recipient what would happen, why, and by which part; evidence is masked", async () => {
    const told = simulationAnswer.parse((await admin.post("/api/simulations", { eml: base64(eml) })).json);
    assert.deepEqual(
      told.verdicts.map(({ recipient, disposition, policyName }) => [recipient, disposition, policyName]),
      [
        ["bob@partner.example", "encrypt", "Payment card numbers"],
        ["carol@northwind.example", "send", null],
      ],
    );
    assert.match(JSON.stringify(told.traces), /\*\*\*\* 1111/);
    assert.doesNotMatch(JSON.stringify(told.traces), /4111/);
    assert.deepEqual([told.policies, told.sender, told.subject], ["version 1", "anna@northwind.example", "Order"]);
  });

  it("shows what the engine read of each part", async () => {
    const { parts } = simulationAnswer.parse((await admin.post("/api/simulations", { eml: base64(eml) })).json);
    const html = parts.find(({ path }) => path === "1.1");
    assert.ok(html?.texts.some(({ view, text }) => view === "seen" && text.includes("4111 1111 1111 1111")));
    const csv = parts.find(({ path }) => path === "1.2");
    assert.deepEqual([csv?.names, csv?.isAttachment], [["prices.csv"], true]);
    assert.ok(csv?.texts.some(({ view, text }) => view === "cells" && text.includes("a\tb")));
  });

  it("takes typed words, other senders, recipients, times and networks", async () => {
    const typed = { subject: "Grüße [encrypt]", text: "hello" };
    const asked = { typed, from: "eve@northwind.example", to: ["x@partner.example"], sourceIp: "192.0.2.7", tls: true };
    const told = (await admin.post("/api/simulations", { ...asked, at: "2027-01-01T00:00:00Z" })).json;
    assert.deepEqual(
      [told.verdicts[0].policyName, told.subject],
      ["The sender asked for encryption", "Grüße [encrypt]"],
    );
  });

  it("judges by a draft before anybody is concerned", async () => {
    await admin.change({ put: "policies", value: { ...toPartner("hold-it"), disposition: "hold" }, at: 0 });
    const told = (await admin.post("/api/simulations", { eml: base64(eml), draft: "mine" })).json;
    assert.deepEqual([told.policies, told.verdicts[0].disposition], ["draft of anna", "hold"]);
    assert.equal((await admin.post("/api/simulations", { eml: base64(eml) })).json.verdicts[0].disposition, "encrypt");
  });

  it("keeps nothing of the message", async () => {
    const { client, directory, ledger, accounts } = api.stores;
    const items = await Promise.all(
      [directory, ledger, accounts].map(async (TableName) => (await client.send(new ScanCommand({ TableName }))).Items),
    );
    assert.doesNotMatch(JSON.stringify(items), /prices\.csv|My card/);
    assert.doesNotMatch(api.logged.join(""), /prices\.csv|My card|partner\.example/);
  });

  it("reads what is no mail at all, and refuses what it cannot take", async () => {
    const odd = simulationAnswer.parse(
      (await admin.post("/api/simulations", { eml: base64(Buffer.alloc(5_000, 0xff)) })).json,
    );
    assert.equal(odd.verdicts[0]?.recipient, "anyone@outside.invalid");
    assert.equal((await admin.post("/api/simulations", {})).status, 400);
    assert.equal((await admin.post("/api/simulations", { eml: "not base64!" })).status, 400);
    assert.equal((await admin.post("/api/simulations", { eml: base64(eml), version: 7 })).status, 404);
  });

  it("reads a message of a megabyte whole", async () => {
    const line = "All quiet on this line, and on the next one too, so there is nothing to be seen here.\r\n";
    const long = `${eml.slice(0, eml.indexOf("--b"))}${line.repeat(13_000)}${eml.slice(eml.indexOf("--b"))}`;
    assert.ok(long.length > 1024 * 1024);
    const told = simulationAnswer.parse((await admin.post("/api/simulations", { eml: base64(long) })).json);
    assert.equal(told.verdicts[0]?.disposition, "encrypt");
  });
});

describe("CSV files", () => {
  let api: AnAdminApi;
  let admin: Awaited<ReturnType<typeof aPolicyAdmin>>;
  before(async () => {
    api = await anAdminApi();
    await inForce(api);
    admin = await aPolicyAdmin(api, "anna");
  });
  after(() => api.close());

  const read = async (kind: string, file: string | Buffer) =>
    tableFileAnswer.parse((await admin.post("/api/table-files", { kind, data: base64(file) })).json);

  it("bring 5,000 members, each once, and say which rows are none", async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `Person ${index};person${index}@partner.example`);
    const file = ["Name;Email", ...rows, "Twice;PERSON1@partner.example", "Nobody;nobody at all"].join("\r\n");
    const told = await read("group", file);
    assert.deepEqual([told.addresses.length, told.repeated, told.encoding], [5_000, 1, "UTF-8"]);
    assert.deepEqual(told.problems, [{ line: 5_003, message: '"nobody at all" is neither an address nor a domain' }]);
  });

  it("are read in whatever encoding they came", async () => {
    const text = "address,city\r\nanna@northwind.example,Zürich\r\n";
    const files = [
      ["UTF-8", Buffer.from(`\ufeff${text}`)],
      ["UTF-16", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")])],
      ["UTF-16", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()])],
      ["Windows-1252", Buffer.from(text, "latin1")],
    ] as const;
    for (const [encoding, file] of files) {
      const told = await read("attributes", file);
      assert.deepEqual([told.encoding, told.attributes], [encoding, { "anna@northwind.example": { city: "Zürich" } }]);
    }
  });

  it("bring dictionaries, whose patterns are checked row by row", async () => {
    const file =
      "phrase,pattern,weight,required,exclude\nmerger,,3,yes,\n,proj(?:ect)? x,2,,\n,(?=a)b,1,,\nmerger,,5,,\nboth,both,1,,";
    const told = await read("dictionary", file);
    assert.deepEqual(
      told.entries.map(({ phrase, pattern, weight, required }) => [phrase, pattern, weight, required]),
      [
        ["merger", undefined, 3, true],
        [undefined, "proj(?:ect)? x", 2, false],
      ],
    );
    assert.deepEqual([told.repeated, told.problems.map(({ line }) => line)], [1, [4, 6]]);
    assert.equal((await read("dictionary", "one\ntwo words\n")).entries[1]?.phrase, "two words");
  });

  it("are refused when they are none or too large, in words", async () => {
    assert.deepEqual((await read("group", "")).addresses, []);
    const noise = await read("group", Buffer.from(Array.from({ length: 3_000 }, (_, index) => index % 256)));
    assert.ok(noise.problems.length > 0);
    const large = await admin.post("/api/table-files", { kind: "group", data: "A".repeat(5_000_000) });
    assert.equal(large.status, 400);
  });
});
