import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { detect } from "../../../../src/policy/detectors/scan-text.ts";
import { usSsn } from "../../../../src/policy/detectors/us-ssn.ts";

const found = (text: string) => detect(usSsn, text).map(({ value, confidence }) => `${value} ${confidence}`);
const pad = (value: number, length: number) => String(value).padStart(length, "0");
const parts = fc.tuple(
  fc.integer({ min: 1, max: 899 }).filter((area) => area !== 666),
  fc.integer({ min: 1, max: 99 }),
  fc.integer({ min: 1, max: 9_999 }),
);

describe("the US Social Security number detector", () => {
  it("finds every number that can have been issued", () => {
    fc.assert(
      fc.property(parts, ([area, group, serial]) => {
        const digits = pad(area, 3) + pad(group, 2) + pad(serial, 4);
        if (["078051120", "219099999", "457555462"].includes(digits) || /^(\d)\1+$/.test(digits)) return;
        const dashed = `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
        assert.deepEqual(found(`His number is ${dashed}.`), [`${digits} medium`]);
        assert.deepEqual(found(`SSN: ${dashed}`), [`${digits} high`]);
        assert.deepEqual(found(`SSN ${digits}`), [`${digits} high`]);
        assert.deepEqual(found(dashed.replaceAll("-", " ")), [`${digits} medium`]);
      }),
    );
  });

  const never: [string, string][] = [
    ["area 000", "000-12-3456"],
    ["area 666", "666-12-3456"],
    ["areas from 900", "900-12-3456"],
    ["group 00", "123-00-4567"],
    ["serial 0000", "123-45-0000"],
    ["a number from advertising", "078-05-1120"],
    ["part of a longer number", "1-536-90-4399"],
    ["a number that goes on", "536-90-4399-2"],
    ["a telephone number", "415-555-2671"],
    ["an amount", "$536-90-4399"],
    ["a word's end", "ABC536-90-4399"],
  ];
  for (const [name, text] of never)
    it(`does not take ${name}`, () =>
      assert.deepEqual(
        found(text).filter((one) => !one.endsWith("low")),
        [],
      ));

  it("wants a keyword for nine digits without separators", () => {
    assert.deepEqual(found("order 536904399"), ["536904399 low"]);
    assert.deepEqual(found("social security number 536904399"), ["536904399 high"]);
  });

  it("finds a number broken by a line end and one written digit by digit", () => {
    assert.deepEqual(found("ssn 536-90-\r\n4399"), ["536904399 high"]);
    assert.ok(found("ssn 5 3 6 9 0 4 3 9 9").includes("536904399 medium"));
  });
});
