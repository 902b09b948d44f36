import { defineCode } from "./define-code.ts";
import { keywords } from "./keywords.ts";

/** Numbers under which a hospital or practice keeps a patient's record. */
export const medicalRecordNumber = defineCode({
  type: "medical-record-number",
  label: "Medical record number",
  rule: "Five to twelve digits, up to three letters before them, right after a word such as “MRN” or “patient ID”.",
  source: "US HHS, Safe Harbor method, 45 CFR 164.514(b)(2)(i)(H); formats differ by institution",
  limits: "There is no check digit: the word must be within 60 characters, or over the column.",
  heads: [0, 1, 2, 3],
  firstDigits: [4, 5, 6, 7, 8, 9, 10, 11, 12],
  pattern: /(?:[A-Z]{1,3}-?[0-9]{4,12}|[0-9]{5,12})(?:-[0-9]{1,4})?/iy,
  reach: 60,
  keywords: keywords(
    "m.?r.?n.?",
    "medical record( (no|num|number|id|#))?",
    "patients?('|’)?s? ?-?(id|no|num|number|identifier|account|#)",
    "chart ?(no|number|id|#)",
    "health record (no|number)",
    "hospital (no|number)",
    "patienten-?(nr|nummer|id)",
    "num(é|e)ro de (patient|dossier m(é|e)dical)",
  ),
  valid: () => true,
});
