import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { passesLuhn } from "../../../../src/policy/detectors/luhn.ts";
import { paymentCard } from "../../../../src/policy/detectors/payment-card.ts";
import { detect } from "../../../../src/policy/detectors/scan-text.ts";

const found = (text: string) => detect(paymentCard, text).map(({ value, confidence }) => `${value} ${confidence}`);

/** Completes digits with their check digit. */
function withCheckDigit(digits: string): string {
  const check = [..."0123456789"].find((digit) => passesLuhn(digits + digit));
  return digits + check;
}

const networks: [string, number][] = [
  ["4", 16],
  ["4", 19],
  ["51", 16],
  ["55", 16],
  ["2221", 16],
  ["2720", 16],
  ["34", 15],
  ["37", 15],
  ["6011", 16],
  ["65", 16],
  ["644", 19],
  ["300", 14],
  ["36", 14],
  ["38", 14],
  ["3528", 16],
  ["3589", 16],
  ["62", 16],
  ["62", 19],
  ["81", 16],
  ["2200", 16],
  ["5018", 16],
  ["6759", 16],
  ["6304", 19],
  ["9792", 16],
];
const number = fc
  .tuple(fc.constantFrom(...networks), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 19, maxLength: 19 }))
  .map(([[prefix, length], digits]) => withCheckDigit((prefix + digits.join("")).slice(0, length - 1)));

/** Usual ways to write a number. */
function written(digits: string): string[] {
  const fours = digits.replace(/(.{4})(?=.)/g, "$1 ");
  const amex = digits.replace(/^(.{4})(.{6})(.+)$/, "$1-$2-$3");
  const grouped = digits.length === 15 || digits.length === 14 ? amex : fours;
  return [
    digits,
    grouped,
    grouped.replace(/[ -]/g, "-"),
    grouped.replace(/[ -]/g, "."),
    grouped.replace(/[ -](?=[^ -]*$)/, "\n"),
  ];
}

describe("the payment card detector", () => {
  it("finds numbers of every network in every usual form", () => {
    fc.assert(
      fc.property(number, fc.nat(4), (digits, form) => {
        const text = `Please use ${written(digits)[form]} for it.`;
        assert.ok(
          found(text).some((one) => one.startsWith(`${digits} `) && !one.endsWith("low")),
          text,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it("finds no number whose check digit is wrong", () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 9 }), (digits, shift) => {
        const wrong = digits.slice(0, -1) + String((Number(digits.at(-1)) + shift) % 10);
        assert.deepEqual(found(wrong), []);
      }),
    );
  });

  it("is surer with a keyword near", () => {
    assert.deepEqual(found("4111111111111111"), ["4111111111111111 medium"]);
    assert.deepEqual(found("Visa 4111111111111111"), ["4111111111111111 high"]);
    assert.deepEqual(found(`Visa ${"x ".repeat(200)} 4111111111111111`), ["4111111111111111 medium"]);
  });

  it("wants a keyword for unusual groupings and rare ranges", () => {
    assert.deepEqual(found("41111 111 11111 111"), ["4111111111111111 low"]);
    assert.deepEqual(found("card 41111 111 11111 111"), ["4111111111111111 medium"]);
    assert.deepEqual(found("4222222222222"), ["4222222222222 low"]);
  });

  it("finds four groups of four with changing marks, and words of scripts without blanks around a number", () => {
    for (const text of ["4111 1111-1111 1111", "4111--1111--1111--1111", "4111\t1111 1111.1111"])
      assert.deepEqual(found(text), ["4111111111111111 medium"], text);
    for (const text of ["カード4111111111111111です", "信用卡号4111111111111111有效", "บัตร4111111111111111ครับ"])
      assert.deepEqual(found(text), ["4111111111111111 medium"], text);
    assert.deepEqual(found("2026-03-04 1200 5678 9016"), []);
  });

  it("is sure of what a magnetic stripe says", () => {
    assert.deepEqual(found("%B4111111111111111^DOE/JOHN^25121010000000000?"), ["4111111111111111 high"]);
    assert.deepEqual(found(";4111111111111111=25121010000012345678?"), ["4111111111111111 high"]);
  });

  it("finds a number among other numbers", () => {
    assert.deepEqual(found("2 x 4111 1111 1111 1111 12/27 123"), ["4111111111111111 medium"]);
    assert.deepEqual(found("4111 1111 1111 1111 5555 5555 5555 4444"), [
      "4111111111111111 medium",
      "5555555555554444 medium",
    ]);
  });

  it("finds nothing in dates, telephone numbers, amounts and longer numbers", () => {
    for (const text of [
      "2026-03-04 12:30:45",
      "+1 (415) 555-2671 ext. 4415",
      "1,234,567.89",
      "0000 0000 0000 0000",
      "41111111111111110000",
      "4444 4444 4444 4444 4444 4444",
    ]) {
      assert.deepEqual(
        found(text).filter((one) => !one.endsWith("low")),
        [],
        text,
      );
    }
  });
});
