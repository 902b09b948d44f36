import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { readMessage } from "../../../src/mail/read-message.ts";
import { collect } from "../../../src/policy/collect.ts";
import { askKeptText, readKeptText, TextKeeper } from "../../../src/policy/kept-text.ts";
import { questionsOf } from "../../../src/policy/questions-of.ts";
import type { Answer } from "../../../src/policy/types.ts";
import { businessMail } from "./exam/business.ts";
import { hostileEncoding } from "./exam/hostile-encoding.ts";
import { hostileFiles } from "./exam/hostile-files.ts";
import { hostileStructure } from "./exam/hostile-structure.ts";
import { hostileText } from "./exam/hostile-text.ts";
import { policiesWith } from "./judging.ts";

const every = ["subject", "body", "headers", "attachments", "names"];
const questions = questionsOf(
  policiesWith(
    {
      conditions: {
        any: [
          { type: "words", settings: { words: ["charge", "invoice", "Rechnung", "the"], scopes: every } },
          { type: "pattern", settings: { pattern: "[0-9]{4} ?[0-9]{4}", scopes: every } },
          { type: "dictionary", settings: { dictionary: "money", scopes: every } },
          { type: "header", settings: { name: "Message-ID", contains: ["example"] } },
          { type: "attachment-name", settings: { patterns: ["*.zip", "*report*"] } },
          {
            type: "detector",
            settings: { detector: "payment-card", exclude: { patterns: ["7860[0-9]+"] }, scopes: every },
          },
        ],
      },
    },
    {
      dictionaries: [
        {
          id: "money",
          name: "Money",
          activationScore: 2,
          entries: [{ phrase: "card", weight: 2, maximum: 4 }, { pattern: "tod[a-z]" }, { phrase: "order" }],
        },
      ],
    },
  ),
);
const envelope = { sender: "alice@company.example", recipients: ["bob@partner.example"] };

async function keep(raw: Buffer, secretFields: readonly string[] = []) {
  const message = await readMessage(raw);
  const witness = new TextKeeper(message, new Set(secretFields));
  const facts = await collect(message, envelope, questions, { stopwatch: () => 0, witness });
  return { facts, packed: await witness.whole() };
}

/** Cells of a workbook are named in facts, and by their sheet in what is kept. */
const withoutCells = (answers: Readonly<Record<string, Answer>>) =>
  Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [
      id,
      {
        ...answer,
        evidence: answer.evidence.map(({ redacted, where: { cell, ...where } }) => ({
          redacted,
          where: { ...where, cell: cell?.replace(/!.*/, "") },
        })),
      },
    ]),
  );

describe("the kept text of a message", () => {
  const corpora = { businessMail: businessMail(), hostileEncoding, hostileFiles, hostileStructure, hostileText };
  for (const [name, messages] of Object.entries(corpora)) {
    it(`answers every question as the message itself did, for each of ${name}`, async () => {
      assert.ok(Object.keys(messages).length > 10);
      for (const [which, raw] of Object.entries(messages)) {
        const { facts, packed } = await keep(raw);
        assert.ok(packed, which);
        const answers = askKeptText(await readKeptText(packed), questions, () => 0);
        const whole = Object.fromEntries(Object.entries(facts.answers).filter(([, { incomplete }]) => !incomplete));
        assert.deepEqual(withoutCells(answers), withoutCells(whole), which);
      }
    });
  }

  const secret = "x-sealgate-connector";
  const raw = Buffer.from(
    `X-Sealgate-Connector: the-secret\r\nX-Project: falcon\r\nSubject: hello\r\n\r\n${"words ".repeat(9)}\r\n`,
  );

  it("holds no secret of the gateway, neither as field nor as text, and every other field", async () => {
    const { packed } = await keep(raw, [secret]);
    const text = gunzipSync(packed ?? "").toString();
    assert.doesNotMatch(text, /the-secret|connector/i);
    assert.match(text, /x-project: falcon/);
  });

  it("is not kept at all where it is more than 24 MB", async () => {
    const large = Buffer.from(`Subject: x\r\n\r\n${"some words\r\n".repeat(1_200_000)}`);
    assert.ok((await keep(large)).packed);
    assert.equal((await keep(Buffer.concat([large, large]))).packed, null);
  });

  it("leaves out the answer to a pattern that its time did not suffice for", async () => {
    const text = await readKeptText((await keep(raw)).packed ?? Buffer.alloc(0));
    let now = 0;
    const busy = () => {
      now += 9_000;
      return now;
    };
    const answers = askKeptText(
      { ...text, sources: [{ scope: "body", part: "1", view: "text", text: "1234 ".repeat(9_000) }] },
      questions,
      busy,
    );
    const [pattern, words] = ["pattern", "words"].map((kind) => questions.find((one) => one.kind === kind)?.id ?? "");
    assert.deepEqual([answers[pattern ?? ""], answers[words ?? ""]?.count], [undefined, 0]);
  });

  it("is refused when it is something else", async () => {
    await assert.rejects(readKeptText(Buffer.from("not packed")));
    await assert.rejects(readKeptText(gzipSync('{"version":2}\n')));
    await assert.rejects(readKeptText(gzipSync('{"version":1,"headers":[],"alternatives":[]}\n{"text":1}\n')));
  });
});
