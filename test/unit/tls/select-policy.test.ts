import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { selectDeliveryPolicy, selectReceiptPolicy } from "../../../src/tls/select-policy.ts";
import type { TlsQuestion } from "../../../src/tls/types.ts";
import { aContext, aDelivery, aQuestion, aReceipt } from "./a-policy.ts";

const wins = (given: object, question: Partial<TlsQuestion> = {}) =>
  selectReceiptPolicy([aReceipt({ id: "one", ...given })], aQuestion(question), aContext()).policy.id === "one";
const individual = (address: string) => [{ kind: "individual", address }];
const explain = (policies: readonly object[], question: Partial<TlsQuestion> = {}) =>
  selectReceiptPolicy(policies.map(aReceipt), aQuestion(question), aContext()).candidates.map(
    ({ policy, sentence }) => `${policy.id}: ${sentence}`,
  );

describe("whom a TLS policy names", () => {
  it("looks at the return address unless told otherwise", () => {
    const question = { envelopeSender: "bounce@list.example", headerFrom: ["alice@company.example"] };
    const byAlice = { appliesFrom: individual("alice@company.example") };
    assert.equal(wins(byAlice, question), false);
    assert.equal(wins({ ...byAlice, basis: "header-from" }, question), true);
    assert.equal(wins({ ...byAlice, basis: "both" }, question), false);
    assert.equal(wins({ ...byAlice, basis: "both" }), true);
  });

  it("takes the header From where the return address is null, all of its addresses", () => {
    const internal = { appliesFrom: [{ kind: "internal" }] };
    assert.equal(wins(internal, { envelopeSender: null }), true);
    assert.equal(wins(internal, { envelopeSender: null, headerFrom: ["alice@company.example", "x@y.example"] }), false);
    assert.equal(wins(internal, { envelopeSender: null, headerFrom: [] }), false);
    assert.equal(wins({}, { envelopeSender: null, headerFrom: [] }), true);
    assert.equal(wins({ ...internal, basis: "both" }, { headerFrom: [] }), false);
  });

  it("sees through rewritten return addresses", () => {
    const byAlice = { appliesFrom: individual("alice@company.example") };
    assert.equal(wins(byAlice, { envelopeSender: "prvs=1234abcd=alice@company.example" }), true);
  });

  it("counts subdomains only where asked, and no look-alikes", () => {
    const domain = (subdomains: boolean) => ({
      appliesTo: [{ kind: "domain", domain: "partner.example", subdomains }],
    });
    assert.equal(wins(domain(false), { recipient: "bob@eu.partner.example" }), false);
    assert.equal(wins(domain(true), { recipient: "bob@eu.partner.example" }), true);
    assert.equal(wins(domain(true), { recipient: "bob@notpartner.example" }), false);
    assert.equal(
      wins({ appliesTo: [{ kind: "domain", domain: "bücher.example" }] }, { recipient: "a@BÜCHER.example" }),
      true,
    );
  });

  it("follows nested groups, circles included", () => {
    for (const group of ["treasury", "finance"]) assert.equal(wins({ appliesFrom: [{ kind: "group", group }] }), true);
    assert.equal(wins({ appliesFrom: [{ kind: "group", group: "buyers" }] }), false);
  });

  it("needs a known source address for a network", () => {
    const ranges = { sourceRanges: ["203.0.113.0/24"] };
    assert.equal(wins(ranges), true);
    assert.equal(wins(ranges, { sourceIp: "::ffff:203.0.113.9" }), true);
    for (const sourceIp of [null, undefined, "fish", "2001:db8::1"]) assert.equal(wins(ranges, { sourceIp }), false);
  });

  it("goes by the moment of receipt, not by today", () => {
    const validity = { to: "2026-06-15" };
    assert.equal(wins({ validity }, { receivedAt: new Date("2026-06-15T23:59:59.999Z") }), true);
    assert.equal(wins({ validity }, { receivedAt: new Date("2026-06-16T00:00:00Z") }), false);
  });
});

describe("which TLS policy applies", () => {
  it("is explained for each, the winner first", () => {
    assert.deepEqual(
      explain([
        { id: "all" },
        { id: "to-bob", appliesTo: individual("bob@partner.example") },
        { id: "to-partner", appliesTo: [{ kind: "domain", domain: "partner.example" }] },
        { id: "night", enabled: false },
        { id: "branch", sourceRanges: ["192.0.2.0/24"] },
        { id: "from-carol", appliesFrom: individual("carol@company.example") },
        { id: "ended", validity: { to: "2026-06-01" } },
      ]),
      [
        "to-bob: It applies: from everyone to an individual, mail from any network.",
        "to-partner: It applies too, but to-bob is more specific about the recipient side (an individual against a domain).",
        "all: It applies too, but to-bob is more specific about the recipient side (an individual against everyone).",
        "branch: The message did not come from 192.0.2.0/24.",
        "ended: It ended on 2026-06-01.",
        "from-carol: The sender is not carol@company.example.",
        "night: It is disabled.",
        "built-in: It applies only when no other policy does.",
      ],
    );
  });

  it("is settled by override, network, age and id, and says by which", () => {
    const why = (winner: object, loser: object) =>
      explain([
        { id: "b-loser", ...loser },
        { id: "a-winner", ...winner },
      ])[1];
    assert.match(
      why({ override: true }, { appliesTo: individual("bob@partner.example") }) ?? "",
      /a-winner overrides\.$/,
    );
    assert.match(
      why({ sourceRanges: ["203.0.113.0/24"] }, { sourceRanges: ["203.0.0.0/16"] }) ?? "",
      /narrower source \(a network of \/24 against a network of \/16\)/,
    );
    assert.match(why({ createdAt: "2026-02-01T00:00:00.5Z" }, { createdAt: "2026-02-01T00:00:00Z" }) ?? "", /is newer/);
    assert.match(why({}, {}) ?? "", /comes first by its id/);
  });

  it("turns a bi-directional policy around only when it does not match forward", () => {
    const given = { id: "both-ways", bidirectional: true, appliesFrom: individual("bob@partner.example") };
    const [first] = explain([given]);
    assert.match(first ?? "", /in the other direction/);
    assert.doesNotMatch(explain([{ ...given, appliesFrom: [{ kind: "everyone" }] }])[0] ?? "", /other direction/);
  });

  it("is the built-in one when none applies", () => {
    const { policy, candidates } = selectReceiptPolicy([], aQuestion(), aContext());
    assert.deepEqual([policy.id, policy.option, candidates.length], ["built-in", "default", 1]);
  });

  it("touches replies and notices only where asked", () => {
    const id = (kind: TlsQuestion["kind"], alsoFor: string[]) =>
      selectDeliveryPolicy([aDelivery({ id: "one", alsoFor })], aQuestion({ kind }), aContext()).policy.id;
    assert.equal(id("notices", []), "built-in");
    assert.equal(id("notices", ["replies"]), "built-in");
    assert.equal(id("notices", ["notices"]), "one");
    assert.equal(id("replies", ["replies", "notices"]), "one");
    assert.equal(id(undefined, []), "one");
  });
});
