import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CELL, ROW } from "../../../../src/mail/text-views.ts";
import type { Detector } from "../../../../src/policy/detectors/define-detector.ts";
import { detectorOf } from "../../../../src/policy/detectors/index.ts";
import { detect } from "../../../../src/policy/detectors/scan-text.ts";
import { publishedValues } from "./published-values.ts";

const surely = (detector: Detector, text: string) =>
  detect(detector, text).filter(({ confidence }) => confidence !== "low");

/** Detectors whose rule rests on a check digit; the others on form and keyword. */
const checked = new Set(
  "aba-routing nhs-number canada-sin us-npi dea-number swiss-ahv german-tax-id french-nir spanish-dni italian-codice-fiscale brazilian-cpf dutch-bsn polish-pesel belgian-national-number norwegian-fodselsnummer finnish-hetu irish-pps portuguese-nif turkish-id australian-tfn india-aadhaar chinese-resident-id singapore-nric iban".split(
    " ",
  ),
);

for (const [type, [word, ...values]] of Object.entries(publishedValues)) {
  const detector = detectorOf(type) as Detector;
  describe(`the detector ${type}`, () => {
    it("finds published examples with their word", () => {
      for (const value of values) {
        const found = surely(detector, `Here it is: ${word} ${value}, thank you.`);
        assert.equal(found.length, 1, `${value}: ${JSON.stringify(found)}`);
        assert.ok(
          value
            .replace(/[^A-Za-z0-9]/g, "")
            .toUpperCase()
            .includes(found[0]?.value ?? "-"),
          value,
        );
      }
    });

    it("finds them at the beginning and end of a text and over a line end between groups", () => {
      for (const value of values) {
        assert.equal(surely(detector, `${word} ${value}`).length, 1, value);
        const broken = `${word} ${value.replace(/ (?=[^ ]*$)/, "\r\n")}`;
        if (broken.includes("\r") && type !== "date-of-birth") assert.equal(surely(detector, broken).length, 1, broken);
      }
    });

    it("finds none where letters or digits go on", () => {
      for (const value of values) {
        const digits = value.replace(/[^0-9A-Z]/gi, "");
        assert.deepEqual(surely(detector, `${word} ${digits}7${digits}8${digits}`), [], value);
      }
    });

    if (word !== "") {
      it("finds them under a column with the word as its title", () => {
        if (type === "uk-bank-account" || type === "icd-code") return;
        const rows = values.map((value) => `Bob${CELL}${value}${CELL}Berlin`);
        const filler = Array.from({ length: 30 }, () => `Anna Example${CELL}none${CELL}Springfield`);
        const table = [`name${CELL}${word}${CELL}city`, ...filler, ...rows].join(ROW);
        assert.equal(surely(detector, table).length, values.length, type);
      });
    }

    if (checked.has(type)) {
      it("finds none whose last digit is another", () => {
        for (const value of values) {
          const at = value.search(/[0-9](?=[^0-9]*$)/);
          const wrong = value.slice(0, at) + String((Number(value[at]) + 1) % 10) + value.slice(at + 1);
          assert.deepEqual(surely(detector, `${word} ${wrong}.`), [], wrong);
        }
      });
    }
  });
}
