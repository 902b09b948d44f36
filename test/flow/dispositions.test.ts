import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Disposition } from "../../src/contracts/policies.ts";
import { parsePolicies } from "../../src/policy/parse-policies.ts";
import { type ASealgate, aSealgate, gatewayDomain } from "../support/a-sealgate.ts";

/** A policy that decides by the recipient's domain. */
const aPolicy = (disposition: Disposition) => ({
  id: disposition,
  name: `To ${disposition}`,
  conditions: {
    all: [{ type: "recipient-domain", settings: { domains: [`${disposition}.example`] } }],
  },
  disposition,
});

const policies = (dispositions: readonly Disposition[]) => {
  const parsed = parsePolicies({
    version: 1,
    companyDomains: ["company.example"],
    policies: dispositions.map(aPolicy),
    otherwise: { disposition: "send" },
  });
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.policies;
};

describe("published policies through the whole gateway", () => {
  let sealgate: ASealgate;
  before(async () => {
    sealgate = await aSealgate();
    await sealgate.publish(policies(["encrypt", "return", "discard", "hold"]));
  });
  after(() => sealgate.close());

  const send = async (subject: string, to: readonly string[], from: string) => {
    const raw = `From: <${from || "anna@company.example"}>\r\nTo: list:;\r\nSubject: ${subject}\r\n\r\nwords\r\n`;
    await sealgate.send(raw, { from, to: to.map((address) => `${address.replace("@", "=")}@${gatewayDomain}`) });
  };
  const settled = (subject: string, states: Readonly<Record<string, string>>) =>
    sealgate.tracked(
      ({ message, recipients }) =>
        message.subject === subject &&
        Object.entries(states).every(([address, state]) =>
          recipients.some((each) => each.address === address && each.state === state),
        ),
    );
  const kinds = async (address: string) => (await sealgate.listed(address)).map(({ subject }) => subject);

  it("returns with one report, discards in silence, holds, seals and sends, each recipient alone", async () => {
    await send(
      "Five",
      ["r@return.example", "d@discard.example", "h@hold.example", "e@encrypt.example", "s@other.example"],
      "five@company.example",
    );
    const { message } = await settled("Five", {
      "r@return.example": "returned",
      "d@discard.example": "discarded",
      "h@hold.example": "held",
      "e@encrypt.example": "sealed",
      "s@other.example": "delivered",
    });
    assert.equal(message.state, "acting", "somebody must still look at what is held");
    assert.equal(message.policyVersion, 2);
    const report = await sealgate.mailTo("five@company.example", /^Returned: Five/);
    assert.match(
      String(await sealgate.rawOf(report.id)),
      /Final-Recipient: rfc822; r@return\.example[\s\S]*Status: 5\.7\.1/,
    );
    await sealgate.mailTo("five@company.example", /^Your message was encrypted: Five/);
    await sealgate.mailTo("five@company.example", /^A policy applied: Five/);
    assert.equal((await kinds("five@company.example")).length, 3, "each sort of news once");
    for (const silent of ["r@return.example", "d@discard.example", "h@hold.example"])
      assert.deepEqual(await kinds(silent), [], silent);
    assert.equal((await kinds("e@encrypt.example")).length, 1);
    assert.deepEqual(await kinds("s@other.example"), ["Five"]);
  });

  it("finishes a message that is only returned or discarded, and keeps its trace", async () => {
    await send("Two", ["r@return.example", "d@discard.example"], "two@company.example");
    await settled("Two", { "r@return.example": "returned", "d@discard.example": "discarded" });
    const { judgement } = await sealgate.tracked(
      ({ message }) => message.subject === "Two" && message.state === "final",
    );
    assert.match(JSON.stringify(judgement), /To discard/);
  });

  it("reports to no null sender", async () => {
    await send("Null", ["r@return.example"], "");
    await settled("Null", { "r@return.example": "returned" });
    await sealgate.tracked(({ message }) => message.subject === "Null" && message.state === "final");
    assert.deepEqual(
      (await sealgate.listed()).filter(({ subject }) => subject.includes("Null")),
      [],
    );
  });

  it("judges mail by the policies in force when it is taken in", async () => {
    await sealgate.publish(policies([]));
    await send("Later", ["r@return.example"], "later@company.example");
    const { message } = await settled("Later", { "r@return.example": "delivered" });
    assert.equal(message.policyVersion, 3);
  });
});
