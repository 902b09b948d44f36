import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { normalise } from "../../../../src/mail/normalise.ts";
import type { Candidate, Detector } from "../../../../src/policy/detectors/define-detector.ts";
import { iban } from "../../../../src/policy/detectors/iban.ts";
import { detectors } from "../../../../src/policy/detectors/index.ts";
import { paymentCard } from "../../../../src/policy/detectors/payment-card.ts";
import { TextScan } from "../../../../src/policy/detectors/scan-text.ts";
import { usSsn } from "../../../../src/policy/detectors/us-ssn.ts";
import { businessText } from "../../../support/business-text.ts";
import { SeededRandom } from "../../../support/seeded-random.ts";
import { aCard, anIban, aSsn, inASentence, type Sample } from "../../../support/sensitive-values.ts";

const counts = ({ confidence }: Candidate) => confidence !== "low";

describe("detectors on values in ordinary notations", () => {
  const kinds: [Detector, (r: SeededRandom) => Sample][] = [
    [paymentCard, aCard],
    [iban, anIban],
    [usSsn, aSsn],
  ];
  for (const [detector, make] of kinds) {
    it(`find at least 99 % (${detector.type})`, () => {
      const r = new SeededRandom(2026);
      const scan = new TextScan([detector]);
      const missed: string[] = [];
      const all = 5_000;
      for (let index = 0; index < all; index += 1) {
        const { value, written } = make(r);
        const text = inASentence(r, written);
        const found = scan.find(normalise(text).text)[0] ?? [];
        if (!found.some((one) => one.value === value && counts(one))) missed.push(text);
      }
      assert.ok(missed.length / all <= 0.01, `${missed.length} of ${all}: ${JSON.stringify(missed.slice(0, 10))}`);
    });
  }
});

describe("detectors on business text", () => {
  it("raise an alarm on no more than 0.5 % of lines, all together and each by itself", () => {
    const scan = new TextScan(detectors);
    const alarms = new Map<string, string[]>();
    let lines = 0;
    let alarmed = 0;
    for (const { text } of businessText(new SeededRandom(99), 20_000)) {
      lines += 1;
      const found = scan.find(normalise(text).text);
      const types = detectors.filter((_, index) => found[index]?.some(counts)).map(({ type }) => type);
      if (types.length > 0) alarmed += 1;
      for (const type of types) alarms.set(type, [...(alarms.get(type) ?? []), text]);
    }
    const report = JSON.stringify([...alarms].map(([type, texts]) => [type, texts.length, texts.slice(0, 3)]));
    assert.ok(alarmed / lines <= 0.005, report);
    for (const texts of alarms.values()) assert.ok(texts.length / lines <= 0.005, report);
  });
});
