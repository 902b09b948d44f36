import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Asking, resultOf } from "./a-condition.ts";

const to = (recipient: string): Asking => ({ recipient });
const from = (sender: string | null, headerFrom = ["alice@company.example"]): Asking => ({
  facts: { envelope: { sender, recipients: [] }, headerFrom },
});

describe("conditions on recipients", () => {
  it("know internal from external (recipient-location)", async () => {
    assert.equal(await resultOf("recipient-location", { is: "external" }), true);
    assert.equal(await resultOf("recipient-location", { is: "internal" }, to("eve@Company.EXAMPLE")), true);
    assert.equal(await resultOf("recipient-location", { is: "internal" }, to("eve@sub.company.example")), false);
  });

  it("match domains, not look-alikes, and subdomains only when asked (recipient-domain)", async () => {
    const domains = ["partner.example"];
    assert.equal(await resultOf("recipient-domain", { domains }), true);
    assert.equal(await resultOf("recipient-domain", { domains }, to("bob@notpartner.example")), false);
    assert.equal(await resultOf("recipient-domain", { domains }, to("bob@a.partner.example")), false);
    assert.equal(await resultOf("recipient-domain", { domains, subdomains: true }, to("bob@a.partner.example")), true);
    assert.equal(await resultOf("recipient-domain", { domains, subdomains: true }, to("bob@apartner.example")), false);
  });

  it("match addresses in any case (recipient-address)", async () => {
    assert.equal(await resultOf("recipient-address", { addresses: ["Bob@Partner.example"] }), true);
    assert.equal(await resultOf("recipient-address", { addresses: ["bob2@partner.example"] }), false);
  });

  it("count recipients, all or one side only (recipient-count)", async () => {
    const recipients = ["a@company.example", "b@partner.example", "c@partner.example"];
    const facts = { envelope: { sender: null, recipients } };
    assert.equal(await resultOf("recipient-count", { atLeast: 3 }, { facts }), true);
    assert.equal(await resultOf("recipient-count", { atMost: 2 }, { facts }), false);
    assert.equal(await resultOf("recipient-count", { atLeast: 2, atMost: 2, of: "external" }, { facts }), true);
    assert.equal(await resultOf("recipient-count", { atLeast: 2, of: "internal" }, { facts }), false);
  });
});

describe("conditions on senders", () => {
  it("look at the envelope unless told otherwise (sender)", async () => {
    const settings = { addresses: ["alice@company.example"] };
    const eve = from("eve@company.example");
    assert.equal(await resultOf("sender", settings), true);
    assert.equal(await resultOf("sender", settings, eve), false);
    assert.equal(await resultOf("sender", { ...settings, basis: "header-from" }, eve), true);
    assert.equal(await resultOf("sender", { ...settings, basis: "either" }, eve), true);
    assert.equal(await resultOf("sender", { ...settings, basis: "both" }, eve), false);
  });

  it("want both in an exception, and header From for the null sender", async () => {
    const settings = { domains: ["company.example"] };
    const mixed = { ...from("alice@company.example", ["x@other.example"]), inException: true };
    assert.equal(await resultOf("sender", settings, mixed), false);
    assert.equal(await resultOf("sender", settings, from(null)), true);
    assert.equal(await resultOf("sender", settings, from(null, [])), false);
  });

  it("know internal from external (sender-location)", async () => {
    assert.equal(await resultOf("sender-location", { is: "internal" }), true);
    assert.equal(await resultOf("sender-location", { is: "external" }), false);
    assert.equal(await resultOf("sender-location", { is: "external" }, from("x@other.example")), true);
  });

  it("know the source address by network (source-ip)", async () => {
    const at = (sourceIp?: string): Asking => ({
      facts: { envelope: { sender: null, recipients: [], ...(sourceIp === undefined ? {} : { sourceIp }) } },
    });
    const networks = ["192.0.2.0/24", "198.51.100.7", "2001:db8::/32"];
    assert.equal(await resultOf("source-ip", { networks }, at("192.0.2.200")), true);
    assert.equal(await resultOf("source-ip", { networks }, at("198.51.100.7")), true);
    assert.equal(await resultOf("source-ip", { networks }, at("198.51.100.8")), false);
    assert.equal(await resultOf("source-ip", { networks }, at("2001:db8:1::5")), true);
    assert.equal(await resultOf("source-ip", { networks }, at()), "unknown");
    await assert.rejects(resultOf("source-ip", { networks: ["192.0.2.0/33"] }), /must be an IP address/);
  });

  it("know whether TLS was used only where the ingress tells (received-over-tls)", async () => {
    const over = (tls?: boolean): Asking => ({
      facts: { envelope: { sender: null, recipients: [], ...(tls === undefined ? {} : { tls }) } },
    });
    assert.equal(await resultOf("received-over-tls", {}, over(true)), true);
    assert.equal(await resultOf("received-over-tls", { is: false }, over(true)), false);
    assert.equal(await resultOf("received-over-tls", {}, over()), "unknown");
  });
});

describe("conditions on what the directory knows", () => {
  const file = {
    groups: [
      { id: "partners", name: "Partners", domains: ["partner.example"] },
      { id: "board", name: "Board", addresses: ["Alice@Company.example"] },
      { id: "trusted", name: "Trusted", groups: ["partners", "board"] },
    ],
    attributes: {
      "BOB@partner.example": { Country: "Germany" },
      "alice@company.example": { department: "Legal & Finance" },
    },
  };

  it("find people in groups, and in groups within groups (recipient-group, sender-group)", async () => {
    assert.equal(await resultOf("recipient-group", { groups: ["partners"] }, { file }), true);
    assert.equal(await resultOf("recipient-group", { groups: ["trusted"] }, { file }), true);
    assert.equal(await resultOf("recipient-group", { groups: ["board"] }, { file }), false);
    assert.equal(await resultOf("sender-group", { groups: ["trusted"] }, { file }), true);
    assert.equal(await resultOf("sender-group", { groups: ["partners"] }, { file }), false);
    const forged = { ...from("alice@company.example", ["eve@company.example"]), file, inException: true };
    assert.equal(await resultOf("sender-group", { groups: ["board"] }, forged), false);
  });

  it("compare attributes in any case (recipient-attribute, sender-attribute)", async () => {
    assert.equal(await resultOf("recipient-attribute", { name: "country", values: ["GERMANY"] }, { file }), true);
    assert.equal(await resultOf("recipient-attribute", { name: "country", values: ["France"] }, { file }), false);
    const nobody = { file, recipient: "carol@partner.example" };
    assert.equal(await resultOf("recipient-attribute", { name: "country", values: ["Germany"] }, nobody), false);
    const department = { name: "Department", match: "contains", values: ["finance"] };
    assert.equal(await resultOf("sender-attribute", department, { file }), true);
    assert.equal(await resultOf("sender-attribute", { ...department, match: "starts-with" }, { file }), false);
    assert.equal(await resultOf("sender-attribute", { ...department, match: "ends-with" }, { file }), true);
  });

  it("refuse a group that is not there", async () => {
    await assert.rejects(resultOf("recipient-group", { groups: ["nobody"] }, { file }), /there is no group/);
    await assert.rejects(resultOf("sender-group", { groups: ["nobody"] }, { file }), /there is no group/);
  });
});
