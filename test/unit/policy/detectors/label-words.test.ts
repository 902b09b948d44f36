import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { detectors } from "../../../../src/policy/detectors/index.ts";
import { labelWords } from "../../../../src/policy/detectors/label-words.ts";

describe("what a detector finds, within a sentence", () => {
  it("begins small unless it is a name or an abbreviation", () => {
    assert.equal(labelWords("Payment card number", false), "payment card number");
    assert.equal(labelWords("German tax identification number", false), "German tax identification number");
    assert.equal(labelWords("US Social Security number", false), "US Social Security number");
    assert.equal(labelWords("Health information", false), "piece of health information");
  });

  it("has a plural", () => {
    assert.equal(
      labelWords("International bank account number (IBAN)", true),
      "international bank account numbers (IBAN)",
    );
    assert.equal(labelWords("Date of birth", true), "dates of birth");
    assert.equal(labelWords("Connection string with a password", true), "connection strings with a password");
    assert.equal(labelWords("Password or key", true), "passwords or keys");
    assert.equal(labelWords("Health information", true), "pieces of health information");
  });

  it("is said of every detector", () => {
    for (const { label } of detectors) assert.match(labelWords(label, true), /s\b/, label);
  });
});
