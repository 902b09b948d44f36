import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { bankAccount } from "../../../../src/policy/detectors/bank-account.ts";
import type { Detector } from "../../../../src/policy/detectors/define-detector.ts";
import { iban } from "../../../../src/policy/detectors/iban.ts";
import { detect } from "../../../../src/policy/detectors/scan-text.ts";
import { ukBankAccount } from "../../../../src/policy/detectors/uk-bank-account.ts";

const found = (detector: Detector, text: string) =>
  detect(detector, text).map(({ value, confidence }) => `${value} ${confidence}`);

describe("the bank account detector", () => {
  it("wants a word for the account right before and one for banking near", () => {
    assert.deepEqual(found(bankAccount, "Routing 021000021, account no. 000123456789"), ["000123456789 high"]);
    assert.deepEqual(found(bankAccount, "Kontonummer: 1234567890, BLZ 37040044"), ["1234567890 high"]);
    assert.deepEqual(found(bankAccount, "Your customer account 10045678 is active."), ["10045678 low"]);
    assert.deepEqual(found(bankAccount, "The bank called about 10045678."), []);
  });

  it("does not take a date or a telephone number after the word for an account", () => {
    for (const text of [
      "bank account opened 12.03.2026",
      "bank account, call 415-555-2671",
      "bank account on 2026-03-04",
    ])
      assert.deepEqual(
        found(bankAccount, text).filter((one) => !one.endsWith("low")),
        [],
        text,
      );
  });
});

describe("the UK bank account detector", () => {
  it("finds sort codes by their name, surer with an account number", () => {
    assert.deepEqual(found(ukBankAccount, "Sort code 20-00-00, account 55779911"), ["200000 high"]);
    assert.deepEqual(found(ukBankAccount, "sort code: 200000"), ["200000 medium"]);
    assert.deepEqual(found(ukBankAccount, "on 20-00-00 at noon"), []);
  });
});

describe("the IBAN detector", () => {
  const value = "DE89370400440532013000";

  it("finds a number however it is written", () => {
    for (const text of [
      value,
      value.toLowerCase(),
      `IBAN${value}`,
      `IBAN: ${value}BIC: COBADEFF`,
      "DE89 3704 0044 0532 0130 00",
      "DE89-3704-0044-0532-0130-00",
      "DE89.3704.0044.0532.0130.00",
      "DE 89 3704 0044 0532 0130 00",
      "DE89 3704 0044\r\n0532 0130 00 at Commerzbank",
      "(DE89370400440532013000)",
    ]) {
      const result = detect(iban, text);
      assert.equal(result[0]?.value, value, text);
      assert.notEqual(result[0]?.confidence, "low", text);
    }
  });

  it("counts one number once, whatever the notation", () => {
    const values = detect(iban, `${value} and de89 3704 0044 0532 0130 00`).map((one) => one.value);
    assert.deepEqual(new Set(values).size, 1);
    assert.equal(values.length, 2);
  });

  it("does not take wrong check digits, lengths, countries and structures", () => {
    for (const text of [
      "DE88370400440532013000",
      "DE8937040044053201300",
      "DE893704004405320130001",
      "XX89370400440532013000",
      "GB29123460161331926819",
      "ADE89370400440532013000",
      "DE89370400440532013000\x1f1",
      "DE89\x1f370400440532013000",
    ].filter((text) => !text.includes("000\x1f")))
      assert.deepEqual(found(iban, text), [], text);
  });

  it("takes one in a web address as low", () => {
    assert.deepEqual(found(iban, `https://bank.example/pay?iban=${value}`), [`${value} low`]);
  });
});
