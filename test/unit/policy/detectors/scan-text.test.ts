import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { CELL, ROW } from "../../../../src/mail/text-views.ts";
import type { Detector } from "../../../../src/policy/detectors/define-detector.ts";
import { detectors } from "../../../../src/policy/detectors/index.ts";
import { paymentCard } from "../../../../src/policy/detectors/payment-card.ts";
import { detect, TextScan } from "../../../../src/policy/detectors/scan-text.ts";
import { usSsn } from "../../../../src/policy/detectors/us-ssn.ts";
import { businessText } from "../../../support/business-text.ts";
import { hostileTexts } from "../../../support/hostile-texts.ts";
import { SeededRandom } from "../../../support/seeded-random.ts";
import { publishedValues } from "./published-values.ts";

const surely = (detector: Detector, text: string) =>
  detect(detector, text)
    .filter(({ confidence }) => confidence !== "low")
    .map(({ value }) => value);
const card = "4111111111111111";

describe("the scan of a text", () => {
  it("finds with all detectors at once what each finds alone", () => {
    const values = Object.values(publishedValues).flatMap(([word, ...list]) => list.map((one) => `${word} ${one}`));
    const lines = [...businessText(new SeededRandom(3), 500)].map(({ text }) => text);
    const all = new TextScan(detectors);
    for (const text of [values.join(". "), lines.join("\n"), ...values, ...lines]) {
      const together = all.find(text);
      for (const [index, detector] of detectors.entries())
        assert.deepEqual(together[index], detect(detector, text), `${detector.type} in ${text}`);
    }
  });

  it("gives places and values that are in the text, in order, without overlap", () => {
    const characters = fc.constantFrom(..."0123456789 -./\n\tAB:=_<>@abcxyz", CELL, ROW, "ssn ", "4111 1111", "DE89");
    const all = new TextScan(detectors);
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 200 }), (pieces) => {
        const text = pieces.join("");
        for (const [index, found] of all.find(text).entries()) {
          if (detectors[index]?.search.by === "text") continue;
          let until = 0;
          for (const { start, end, value } of found) {
            assert.ok(start >= until && end > start && end <= text.length);
            assert.equal(
              text
                .slice(start, end)
                .replace(/[^A-Za-z0-9]/g, "")
                .toUpperCase(),
              value,
            );
            until = end;
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("never makes one number of two cells or rows", () => {
    for (const mark of [CELL, ROW, ` ${CELL} `, `\n${ROW}`])
      for (let at = 1; at < card.length; at += 1)
        assert.deepEqual(surely(paymentCard, `card ${card.slice(0, at)}${mark}${card.slice(at)}`), [], `${at}`);
    assert.deepEqual(surely(usSsn, `ssn 536${CELL}90${CELL}4399`), []);
  });

  it("finds a number that one line end breaks anywhere", () => {
    for (let at = 1; at < card.length; at += 1)
      for (const end of ["\n", "\r\n", "\n  "])
        assert.deepEqual(surely(paymentCard, `pay ${card.slice(0, at)}${end}${card.slice(at)} now`), [card], `${at}`);
    for (const text of ["536-90-\n4399", "536-\n90-4399", "536\n90 4399", "SSN 53690\n4399", "536-90-43\n99"])
      assert.deepEqual(surely(usSsn, text), ["536904399"], text);
  });

  it("finds a number behind more groups of digits than it looks at in one go", () => {
    for (const groups of [1_000, 1_020, 1_024, 1_030, 2_047, 5_000]) {
      const text = `${"1 ".repeat(groups)}, ${"123 ".repeat(groups)}4111-1111-1111-1111`;
      assert.deepEqual(surely(paymentCard, text), [card], `${groups}`);
    }
  });

  it("takes a title over the column for a keyword, and only over that column", () => {
    const filler = `Anna Example${CELL}none${CELL}Springfield${ROW}`.repeat(40);
    const table = (value: string) => `name${CELL}SSN${CELL}order${ROW}${filler}Bob${CELL}${value}`;
    assert.deepEqual(surely(usSsn, table(`536904399${CELL}1`)), ["536904399"]);
    assert.deepEqual(surely(usSsn, table(`none${CELL}536904399`)), []);
  });

  it("does not take digits of a longer number, of an identifier or of an amount", () => {
    for (const text of [
      `0${card}`,
      `${card}00000`,
      `x${card}`,
      "id 3f2504e0-4532-1488-0343-661f9f0b21aa",
      `trace_id=${card}`,
      `€${card}`,
      `https://shop.example/o/${card}`,
      `order no. ${card}`,
    ])
      assert.deepEqual(surely(paymentCard, text), [], text);
  });

  it("does not take a row of a table of other numbers, but a list of cards", () => {
    const others = "4111 1111 1111 1111 2345 8761 1234 0987 5521";
    assert.deepEqual(surely(paymentCard, others), []);
    const cards = ["4111 1111 1111 1111", "5555 5555 5555 4444", "4242 4242 4242 4242"];
    for (const mark of ["\n", " ", ", ", "; "]) assert.equal(surely(paymentCard, cards.join(mark)).length, 3, mark);
  });

  it("bears texts made to be slow", () => {
    const all = new TextScan(detectors);
    for (const [name, make] of Object.entries(hostileTexts))
      assert.equal(all.find(make(20_000)).length, detectors.length, name);
  });
});
