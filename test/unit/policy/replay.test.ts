import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { PolicySet } from "../../../src/contracts/policies.ts";
import { readMessage } from "../../../src/mail/read-message.ts";
import { collect } from "../../../src/policy/collect.ts";
import { directoryOf } from "../../../src/policy/directory-of.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { questionsOf } from "../../../src/policy/questions-of.ts";
import type { Facts, Verdict } from "../../../src/policy/types.ts";
import { aMultipart } from "../mail/a-mail.ts";
import { policiesWith } from "./judging.ts";

const now = new Date("2026-03-04T12:00:00Z");
const vocabulary = [
  "zebra",
  "giraffe",
  "merger",
  "invoice",
  "4111111111111111",
  "536-90-4399",
  "classified",
  "lioness",
];
const recipients = ["bob@partner.example", "eve@company.example", "dan@other.example"];

const leaf = fc.constantFrom(
  { type: "recipient-location", settings: { is: "external" } },
  { type: "recipient-domain", settings: { domains: ["partner.example"] } },
  { type: "recipient-group", settings: { groups: ["friends"] } },
  { type: "recipient-count", settings: { atLeast: 2 } },
  { type: "words", settings: { words: ["merger", "lioness"], scopes: ["subject", "body", "attachments"] } },
  { type: "words", settings: { words: ["zebra"], minimum: 2 } },
  { type: "pattern", settings: { pattern: "inv[a-z]+ \\w{5,}" } },
  { type: "dictionary", settings: { dictionary: "animals" } },
  { type: "detector", settings: { detector: "payment-card" } },
  { type: "detector", settings: { detector: "us-ssn", scopes: ["attachments"] } },
  { type: "header", settings: { name: "Subject", contains: ["classified"] } },
  { type: "attachment-extension", settings: { extensions: ["txt"] } },
  { type: "attachment-name", settings: { patterns: ["*giraffe*"] } },
  { type: "received-over-tls", settings: {} },
  { type: "message-type", settings: { is: ["normal"] } },
);
const node = fc.letrec<{ node: object }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ all: fc.array(tie("node"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("node"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ none: fc.array(tie("node"), { minLength: 1, maxLength: 2 }) }),
  ),
})).node;
const policy = fc.record({
  conditions: node,
  exceptions: fc.option(node, { nil: undefined }),
  disposition: fc.constantFrom("encrypt", "send", "discard", "return", "hold"),
  auditOnly: fc.boolean(),
});
const policySets = fc
  .array(policy, { minLength: 1, maxLength: 5 })
  .map((list) => list.map((one, index) => ({ ...one, id: `p${index}`, name: `P${index}` })));
const text = fc.array(fc.constantFrom(...vocabulary), { maxLength: 8 }).map((words) => words.join(" "));
const messages = fc.record({
  subject: text,
  body: text,
  attached: text,
  name: fc.constantFrom("giraffe.txt", "a.bin", "a.zip"),
});

const rest = {
  dictionaries: [
    {
      id: "animals",
      name: "Animals",
      activationScore: 3,
      entries: [
        { phrase: "zebra", weight: 2, maximum: 4 },
        { pattern: "gir[a-f]+e" },
        { phrase: "merger", exclude: true },
      ],
    },
  ],
  groups: [{ id: "friends", name: "Friends", addresses: ["dan@other.example"] }],
};

function aMessage({
  subject,
  body,
  attached,
  name,
}: {
  subject: string;
  body: string;
  attached: string;
  name: string;
}): Buffer {
  const raw = aMultipart(
    "multipart/mixed",
    `\r\n${body}`,
    `Content-Type: application/octet-stream; name=${name}\r\nContent-Disposition: attachment\r\n\r\n${attached}`,
  );
  return Buffer.concat([Buffer.from(`Subject: ${subject}\r\n`), raw]);
}

async function gather(raw: Buffer, policySet: PolicySet): Promise<Facts> {
  const envelope = { sender: "alice@company.example", recipients };
  return collect(await readMessage(raw), envelope, questionsOf(policySet), { stopwatch: () => 0 });
}

const verdictsOf = (facts: Facts, policySet: PolicySet) =>
  evaluate(facts, policySet, directoryOf(policySet), now).verdicts.map(({ trace: _, ...verdict }) => verdict);

describe("facts, for any message and any policies", () => {
  it("hold no word of the message, and give the same verdicts and traces after a journey through JSON", async () => {
    await fc.assert(
      fc.asyncProperty(messages, policySets, async (message, policies) => {
        const policySet = policiesWith({}, { policies, ...rest });
        const facts = await gather(aMessage(message), policySet);
        const stored = JSON.stringify(facts);
        for (const word of vocabulary) {
          for (let at = 0; at + 5 <= word.length; at += 1) assert.ok(!stored.includes(word.slice(at, at + 5)), word);
        }
        assert.deepEqual(
          evaluate(JSON.parse(stored) as Facts, policySet, directoryOf(policySet), now),
          evaluate(facts, policySet, directoryOf(policySet), now),
        );
      }),
      { numRuns: 150 },
    );
  });

  it("do not depend on the order in which questions were asked, nor on questions of others", async () => {
    await fc.assert(
      fc.asyncProperty(messages, policySets, policySets, async (message, policies, others) => {
        const policySet = policiesWith({}, { policies, ...rest });
        const more = policiesWith({}, { policies: [...others].reverse(), ...rest });
        const raw = aMessage(message);
        const envelope = { sender: "alice@company.example", recipients };
        const questions = [...questionsOf(more), ...questionsOf(policySet)].reverse();
        const together = await collect(await readMessage(raw), envelope, questions, { stopwatch: () => 0 });
        assert.deepEqual(verdictsOf(together, policySet), verdictsOf(await gather(raw, policySet), policySet));
      }),
      { numRuns: 60 },
    );
  });
});

describe("verdicts", () => {
  it("do not depend on the order of recipients, nor on conditions' order within a group", async () => {
    await fc.assert(
      fc.asyncProperty(messages, policySets, async (message, policies) => {
        const policySet = policiesWith({}, { policies, ...rest });
        const facts = await gather(aMessage(message), policySet);
        const turned = policiesWith({}, { policies: JSON.parse(JSON.stringify(policies), turnLists), ...rest });
        const reversed = { ...facts, envelope: { ...facts.envelope, recipients: [...recipients].reverse() } };
        const byRecipient = (verdicts: readonly Omit<Verdict, "trace">[]) =>
          [...verdicts].sort((a, b) => a.recipient.localeCompare(b.recipient));
        assert.deepEqual(byRecipient(verdictsOf(reversed, turned)), byRecipient(verdictsOf(facts, policySet)));
      }),
      { numRuns: 100 },
    );
  });

  it("follow an unknown answer only where it could have led elsewhere", async () => {
    const tls = { type: "received-over-tls", settings: {} };
    const decided = async (policies: object[]) => {
      const policySet = policiesWith(
        {},
        { policies: policies.map((one, at) => ({ id: `p${at}`, name: "P", ...one })) },
      );
      const [verdict] = verdictsOf(
        await gather(aMessage({ subject: "", body: "x", attached: "", name: "a.txt" }), policySet),
        policySet,
      );
      return [verdict?.disposition, verdict?.reason.kind];
    };
    const all = { type: "recipient-count", settings: { atLeast: 1 } };
    assert.deepEqual(await decided([{ conditions: tls, disposition: "return" }]), ["encrypt", "unknown"]);
    assert.deepEqual(await decided([{ conditions: tls, disposition: "send" }]), ["send", "otherwise"]);
    assert.deepEqual(
      await decided([{ conditions: { any: [all, tls] }, disposition: "return" }]),
      ["return", "policy"],
      "the other condition settles it",
    );
    assert.deepEqual(
      await decided([
        { conditions: tls, disposition: "hold", auditOnly: true },
        { conditions: all, disposition: "send" },
      ]),
      ["send", "policy"],
      "audit-only policies never act",
    );
    assert.deepEqual(
      await decided([
        { conditions: all, disposition: "hold" },
        { conditions: tls, disposition: "return" },
      ]),
      ["hold", "policy"],
      "it stands behind the one that decides",
    );
  });

  it("share traces and results between recipients, however many policies there are", async () => {
    const policies = Array.from({ length: 300 }, (_, at) => ({
      id: `p${at}`,
      name: "P",
      disposition: "encrypt",
      conditions: {
        all: [
          { type: "recipient-domain", settings: { domains: [`d${at}.example`] } },
          { type: "words", settings: { words: [`word${at}`] } },
        ],
      },
    }));
    const policySet = policiesWith({}, { policies });
    const facts = await gather(aMessage({ subject: "", body: "word7", attached: "", name: "a.txt" }), policySet);
    const many = Array.from({ length: 50 }, (_, at) => `user${at}@d${at % 10}.example`);
    const { verdicts, traces } = evaluate(
      { ...facts, envelope: { ...facts.envelope, recipients: many } },
      policySet,
      directoryOf(policySet),
      now,
    );
    assert.equal(traces.length, 10);
    assert.equal(verdicts.filter(({ policyId }) => policyId === "p7").length, 5);
  });
});

function turnLists(key: string, value: unknown): unknown {
  return ["all", "any", "none"].includes(key) && Array.isArray(value) ? [...value].reverse() : value;
}
