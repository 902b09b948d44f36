import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { healthTerms } from "../../../../src/policy/detectors/health-terms.ts";
import { icdCode } from "../../../../src/policy/detectors/icd-code.ts";
import { medicalRecordNumber } from "../../../../src/policy/detectors/medical-record-number.ts";
import { detect } from "../../../../src/policy/detectors/scan-text.ts";

const best = (text: string) => {
  const found = detect(healthTerms, text).map(({ confidence }) => confidence);
  return ["high", "medium", "low"].find((one) => found.includes(one as "high")) ?? "none";
};

describe("the health information detector", () => {
  it("is surer the more illnesses, medicines and words of care stand together", () => {
    assert.equal(best("The patient was diagnosed with HIV and is prescribed Biktarvy."), "high");
    assert.equal(best("Patient has type 2 diabetes, metformin continued."), "medium");
    assert.equal(best("Progress note: schizophrenia, risperidone dosage of 4 mg."), "medium");
    assert.equal(best("Our study on asthma"), "low");
    assert.equal(best("See you on Monday"), "none");
  });

  it("does not take news, sport and insurance for somebody's health", () => {
    for (const text of [
      "The charity run supports cancer and diabetes research, every step counts.",
      "Our plan covers asthma, hypertension and psoriasis.",
      "The patient approach paid off; the diagnosis of the auditors was clear.",
      "The pharma index rose after good news on semaglutide.",
    ])
      assert.ok(["none", "low"].includes(best(text)), text);
  });

  it("looks at what stands within 300 characters only", () => {
    const far = " and so on".repeat(40);
    assert.equal(best(`Patient diagnosed with epilepsy.${far} Also metformin.`), "low");
    assert.equal(best("Patient diagnosed with epilepsy. Also metformin."), "medium");
  });

  it("finds phrases over line ends and in any case", () => {
    assert.equal(best("PATIENT DIAGNOSED WITH MULTIPLE\r\nSCLEROSIS, PRESCRIBED GABAPENTIN"), "high");
  });

  it("counts each term by its name", () => {
    const values = detect(healthTerms, "Asthma, asthma and\nCOPD").map(({ value }) => value);
    assert.deepEqual(values, ["asthma", "asthma", "copd"]);
  });
});

describe("diagnosis codes and medical record numbers", () => {
  it("need their word near", () => {
    assert.deepEqual(detect(icdCode, "Room E11.9, version A10.2"), []);
    assert.equal(detect(icdCode, "Diagnosis: E11.9").length, 1);
    assert.equal(detect(icdCode, `Diagnosis${" and".repeat(40)} E11.9`).length, 0);
    assert.deepEqual(detect(medicalRecordNumber, "Record 00123456"), []);
    assert.equal(detect(medicalRecordNumber, "Patient ID: 00123456")[0]?.confidence, "high");
  });
});
