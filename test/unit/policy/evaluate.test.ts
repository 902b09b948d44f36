import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { emptyDirectory } from "../../../src/policy/directory.ts";
import { evaluate } from "../../../src/policy/evaluate.ts";
import { aMail, aMultipart, aPart } from "../mail/a-mail.ts";
import { factsOf, first, judge, policiesWith } from "./judging.ts";

const clean = aMail("From: alice@company.example", "Subject: lunch", "", "At noon?");
const card = aMail("From: alice@company.example", "Subject: order", "", "card 4111 1111 1111 1111");
const sevenZip = "377abcaf271c0004000000000000000000000000";
const archive = aPart({ "Content-Type": "application/x-7z-compressed; name=a.7z" }, Buffer.from(sevenZip, "hex"));
const external = { type: "recipient-location", settings: { is: "external" } };
const hasCard = { type: "detector", settings: { detector: "payment-card" } };
const now = new Date("2026-03-04T12:00:00Z");

describe("evaluating the first policies", () => {
  it("sends clean mail by the fixed last row", async () => {
    const [verdict] = (await judge(clean)).verdicts;
    assert.deepEqual([verdict?.disposition, verdict?.policyId, verdict?.reason.kind], ["send", null, "otherwise"]);
  });

  it("decides for each recipient, and recipients judged alike share a trace", async () => {
    const recipients = ["bob@partner.example", "eve@company.example", "dan@other.example"];
    const { verdicts, traces } = await judge(card, first, { recipients });
    assert.deepEqual(
      verdicts.map(({ recipient, disposition, policyId, trace }) => [recipient, disposition, policyId, trace]),
      [
        ["bob@partner.example", "encrypt", "payment-cards", 0],
        ["eve@company.example", "send", null, 1],
        ["dan@other.example", "encrypt", "payment-cards", 0],
      ],
    );
    assert.equal(traces.length, 2);
  });

  it("shows evidence of which nothing but the last four characters is readable", async () => {
    const { verdicts, traces } = await judge(card);
    const text = JSON.stringify(traces[verdicts[0]?.trace ?? 0]);
    assert.match(text, /\*\*\*\* 1111/);
    assert.doesNotMatch(text, /4111/);
  });

  it("encrypts what the sender marked, spreadsheets, and Social Security numbers", async () => {
    const policyOf = async (raw: Buffer) => (await judge(raw)).verdicts[0]?.policyId;
    assert.equal(await policyOf(aMail("Subject: [encrypt] x", "", "y")), "subject-trigger");
    assert.equal(await policyOf(aPart({ "Content-Type": "text/csv; name=a.csv" }, "a,b")), "spreadsheets");
    assert.equal(await policyOf(aMail("", "SSN 536-90-4399")), "social-security-numbers");
  });

  it("encrypts what could not be read, and says by which class", async () => {
    const [verdict] = (await judge(archive)).verdicts;
    assert.deepEqual(
      [verdict?.disposition, verdict?.reason],
      ["encrypt", { kind: "unreadable", classes: ["not-supported"] }],
    );
  });

  it("sends a picture", async () => {
    const picture = Buffer.concat([Buffer.from("GIF89a"), Buffer.from([1, 0, 1, 0, 0, 0, 0, 0x2c, 0, 0, 0, 2, 3, 1])]);
    const raw = aMultipart(
      "multipart/mixed",
      "\r\nhello",
      `Content-Type: image/gif; name=a.gif\r\nContent-Transfer-Encoding: base64\r\n\r\n${picture.toString("base64")}`,
    );
    assert.equal((await judge(raw)).verdicts[0]?.disposition, "send");
  });
});

describe("evaluating", () => {
  it("takes the first policy that matches", async () => {
    const policies = policiesWith(
      { conditions: external },
      {
        policies: [
          { id: "a", name: "A", conditions: hasCard, disposition: "return" },
          { id: "b", name: "B", conditions: external, disposition: "encrypt" },
        ],
      },
    );
    assert.equal((await judge(card, policies)).verdicts[0]?.policyId, "a");
    assert.equal((await judge(clean, policies)).verdicts[0]?.policyId, "b");
  });

  it("leaves out policies whose exception matches, that are disabled or not in force", async () => {
    const decided = async (change: object) =>
      (await judge(card, policiesWith({ conditions: hasCard, ...change }))).verdicts[0]?.policyId;
    assert.equal(await decided({}), "p");
    assert.equal(await decided({ exceptions: external }), null);
    assert.equal(await decided({ enabled: false }), null);
    assert.equal(await decided({ validity: { from: "2026-03-05" } }), null);
    assert.equal(
      await decided({
        validity: { from: "2026-03-04", to: "2026-03-04", weekly: [{ days: ["wed"], from: "08:00", to: "18:00" }] },
      }),
      "p",
    );
    assert.equal(
      await decided({ validity: { timeZone: "Asia/Tokyo", weekly: [{ days: ["wed"], from: "08:00", to: "18:00" }] } }),
      null,
    );
  });

  it("nests all, any and none", async () => {
    const matches = async (conditions: object) =>
      (await judge(card, policiesWith({ conditions }))).verdicts[0]?.policyId === "p";
    assert.equal(await matches({ all: [external, { any: [hasCard, { type: "already-encrypted" }] }] }), true);
    assert.equal(await matches({ none: [{ type: "already-encrypted" }, { all: [external, hasCard] }] }), false);
    assert.equal(await matches({ none: [{ type: "already-encrypted" }] }), true);
  });

  it("records audit-only policies without acting on them", async () => {
    const [verdict] = (await judge(card, policiesWith({ conditions: hasCard, auditOnly: true }))).verdicts;
    assert.deepEqual([verdict?.disposition, verdict?.auditedPolicyIds], ["send", ["p"]]);
  });

  it("carries modifiers and the encryption profile of the policy that decided", async () => {
    const modifiers = [{ type: "strip-subject-trigger" }];
    const [verdict] = (
      await judge(card, policiesWith({ conditions: hasCard, modifiers, encryptionProfile: "default" }))
    ).verdicts;
    assert.equal(verdict?.encryptionProfile, "default");
    assert.deepEqual(verdict?.modifiers, [{ type: "strip-subject-trigger", settings: { triggers: ["[encrypt]"] } }]);
  });
});

describe("failing closed", () => {
  const sendAll = {
    id: "trusted",
    name: "Trusted",
    conditions: { type: "recipient-domain", settings: { domains: ["partner.example"] } },
    disposition: "send",
  };
  const cards = { id: "cards", name: "Cards", conditions: hasCard, disposition: "encrypt" };
  const judged = async (policies: object[], rest: object = {}, raw = archive) => {
    const [verdict] = (await judge(raw, policiesWith({}, { policies, ...rest }))).verdicts;
    return [verdict?.disposition, verdict?.policyId, verdict?.reason.kind];
  };

  it("closes when an unknown answer before the deciding policy could change the verdict", async () => {
    assert.deepEqual(await judged([cards, sendAll]), ["encrypt", null, "unreadable"]);
  });

  it("lets a policy decide that stands before every question about content", async () => {
    assert.deepEqual(await judged([sendAll, cards]), ["send", "trusted", "policy"]);
  });

  it("never lets the last row send what was not read, whatever the policies ask", async () => {
    assert.deepEqual(await judged([]), ["encrypt", null, "unreadable"]);
  });

  it("lets a policy ask for what was not read", async () => {
    const unread = {
      id: "u",
      name: "U",
      conditions: { type: "content-finding", settings: { findings: ["unreadable"] } },
      disposition: "send",
    };
    assert.deepEqual(await judged([unread]), ["send", "u", "policy"]);
  });

  it("takes the disposition of the class, the strictest of several", async () => {
    assert.deepEqual(await judged([], { unreadable: { "not-supported": "hold" } }), ["hold", null, "unreadable"]);
    const attached = (bytes: Buffer) =>
      `Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString("base64")}`;
    const locked = aMultipart(
      "multipart/mixed",
      attached(Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from("EncryptedPackage", "utf16le")])),
      attached(Buffer.from(sevenZip, "hex")),
    );
    assert.deepEqual(
      await judged([], { unreadable: { "password-protected": "hold", "not-supported": "return" } }, locked),
      ["hold", null, "unreadable"],
    );
  });

  it("keeps a stricter decision", async () => {
    assert.deepEqual(await judged([cards, { ...sendAll, disposition: "hold" }]), ["hold", "trusted", "policy"]);
    assert.deepEqual(await judged([cards, { ...sendAll, disposition: "discard" }]), ["encrypt", null, "unreadable"]);
  });

  it("closes when facts never had the answer", async () => {
    const facts = await factsOf(clean, policiesWith({ conditions: external }));
    const asks = policiesWith({ conditions: { type: "words", settings: { words: ["x"] } } });
    const [verdict] = evaluate(facts, asks, emptyDirectory, now).verdicts;
    assert.deepEqual([verdict?.disposition, verdict?.reason], ["encrypt", { kind: "unknown", classes: [] }]);
  });
});

describe("facts", () => {
  it("hold no content and give the same verdict after a journey through JSON", async () => {
    const raw = aMultipart(
      "multipart/mixed",
      "\r\nzebra card 4111 1111 1111 1111",
      "Content-Type: text/plain; name=giraffe.txt\r\n\r\nlion",
    );
    const facts = await factsOf(raw);
    const stored = JSON.stringify(facts);
    assert.doesNotMatch(stored, /zebra|giraffe|lion|4111/);
    assert.deepEqual(
      evaluate(JSON.parse(stored), first, emptyDirectory, now),
      evaluate(facts, first, emptyDirectory, now),
    );
  });
});

describe("any split and encoding of a body", () => {
  const sentence = "Dear Bob, please charge card 4111 1111 1111 1111 today. Thank you, Alice.";
  const encode: Record<string, (text: string) => string> = {
    base64: (text) =>
      Buffer.from(text)
        .toString("base64")
        .replace(/(.{40})/g, "$1\r\n"),
    "quoted-printable": (text) =>
      text
        .replace(/[^A-Za-z ]/g, (one) => `=${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)
        .replace(/(.{30})(?=.)/g, (line) => (/=.?$/.test(line) ? line : `${line}=\r\n`)),
    "7bit": (text) => text,
  };

  it("yields the same detections", async () => {
    const encoding = fc.constantFrom("base64", "quoted-printable", "7bit");
    const noise = fc.array(fc.constantFrom("hello", "regards", "see attached"), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(encoding, noise, fc.nat(4), fc.boolean(), async (name, others, position, nested) => {
        const part = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${name}\r\n\r\n${encode[name]?.(sentence)}`;
        const parts = others.map((text) => `\r\n${text}`);
        parts.splice(
          Math.min(position, parts.length),
          0,
          nested ? `Content-Type: message/rfc822\r\n\r\nSubject: x\r\n${part}` : part,
        );
        const { detectors } = await factsOf(aMultipart("multipart/mixed", ...parts));
        assert.deepEqual(
          detectors["payment-card"]?.matches.map(({ redacted, confidence }) => [redacted, confidence]),
          [["**** 1111", "high"]],
        );
      }),
      { numRuns: 150 },
    );
  });
});
