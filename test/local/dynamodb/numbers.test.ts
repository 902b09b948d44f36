import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { addNumbers, compareNumbers, normalNumber, sortableNumber } from "../../../local/dynamodb/numbers.ts";

type Scaled = { readonly digits: bigint; readonly scale: number };

/** Decimals as an integer and the places it is shifted right by. */
const scaled: fc.Arbitrary<Scaled> = fc.record({
  digits: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
  scale: fc.integer({ min: 0, max: 19 }),
});

const write = ({ digits, scale }: Scaled): string => `${digits}E-${scale}`;
const atScale = ({ digits, scale }: Scaled, common: number): bigint => digits * 10n ** BigInt(common - scale);

describe("numbers", () => {
  it("are written in one way", () => {
    const cases: [string, string][] = [
      ["0", "0"],
      ["-0", "0"],
      ["0e99", "0"],
      ["+1", "1"],
      ["007", "7"],
      ["1.50", "1.5"],
      [".5", "0.5"],
      ["5.", "5"],
      ["1e3", "1000"],
      ["1.2E+1", "12"],
      ["-1.25e-3", "-0.00125"],
      ["9.9999999999999999999999999999999999999E+125", `${"9".repeat(38)}${"0".repeat(88)}`],
      ["1e-130", `0.${"0".repeat(129)}1`],
    ];
    for (const [given, normal] of cases) assert.equal(normalNumber(given), normal);
  });

  it("are refused when they are none or cannot be stored", () => {
    for (const wrong of ["", " 1", "1 ", "0x1", "1e", "NaN", "Infinity", "1,5", "--1", "."]) {
      assert.throws(() => normalNumber(wrong), /cannot be converted to a numeric value/, wrong);
    }
    assert.throws(() => normalNumber("1".repeat(39)), /38 significant digits/);
    assert.throws(() => normalNumber("-1e126"), /overflow/);
    assert.throws(() => normalNumber("9e-131"), /underflow/);
  });

  it("compare and sort as their values do", () => {
    fc.assert(
      fc.property(scaled, scaled, (left, right) => {
        const difference = atScale(left, 20) - atScale(right, 20);
        const expected = difference < 0n ? -1 : difference > 0n ? 1 : 0;
        const [one, other] = [normalNumber(write(left)), normalNumber(write(right))];
        assert.equal(Math.sign(compareNumbers(one, other)), expected);
        assert.equal(Math.sign(Buffer.compare(sortableNumber(one), sortableNumber(other))), expected);
        assert.equal(one === other, expected === 0);
      }),
      { numRuns: 2000 },
    );
  });

  it("add and subtract exactly", () => {
    fc.assert(
      fc.property(scaled, scaled, fc.constantFrom(1 as const, -1 as const), (left, right, sign) => {
        const sum = atScale(left, 19) + BigInt(sign) * atScale(right, 19);
        assert.equal(addNumbers(write(left), write(right), sign), normalNumber(`${sum}e-19`));
      }),
      { numRuns: 2000 },
    );
  });

  it("keep 38 digits and refuse a sum that needs more", () => {
    const most = "9".repeat(38);
    assert.equal(addNumbers(most, "-1"), `${"9".repeat(37)}8`);
    assert.equal(addNumbers(most, "1"), `1${"0".repeat(38)}`);
    assert.throws(() => addNumbers(most, "0.1"), /38 significant digits/);
  });
});
