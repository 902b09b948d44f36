import { type Candidate, defineDetector } from "./define-detector.ts";
import type { DetectorText } from "./detector-text.ts";
import { characterClasses, entropyOf } from "./entropy.ts";
import { keywords } from "./keywords.ts";

const keyId = /A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}(?![A-Za-z0-9])/g;
const secretWords = keywords("aws ?secret ?(access ?)?key", "secret ?access ?key", "secretaccesskey", "awssecretkey");
const secret = /(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;
const NEAR = 200;

/** Access keys of Amazon Web Services. */
export const awsKey = defineDetector({
  type: "aws-key",
  label: "AWS access key",
  rule: "An access key id (AKIA, ASIA, ABIA or ACCA and sixteen characters), or a secret access key of forty varied characters next to such an id or the words “secret access key”.",
  source: "AWS IAM User Guide, “IAM identifiers”, unique ids and their prefixes",
  limits: "Secret keys on their own are not told from other base64 text.",
  search: {
    by: "text",
    keywords: [secretWords],
    *find(text) {
      const anchors: number[] = [];
      for (const match of text.text.matchAll(keyId)) {
        if (/^[A-Za-z0-9]$/.test(text.text.charAt(match.index - 1))) continue;
        anchors.push(match.index);
        yield { start: match.index, end: match.index + 20, value: match[0], confidence: "high" };
      }
      if (anchors.length > 0 || text.text.includes("ecret") || text.text.includes("ECRET"))
        yield* secrets(text, anchors);
    },
  },
});

function* secrets(text: DetectorText, anchors: readonly number[]): Generator<Candidate> {
  let next = 0;
  for (const { 0: value, index } of text.text.matchAll(secret)) {
    while (next < anchors.length && (anchors[next] as number) < index - NEAR) next += 1;
    const beside = next < anchors.length && (anchors[next] as number) <= index + NEAR;
    const end = index + value.length;
    if (!beside && !text.labelled(index, end, secretWords)) continue;
    if (/^[0-9a-f]+$/i.test(value) || characterClasses(value) < 3 || entropyOf(value) < 4) continue;
    yield { start: index, end, value, confidence: "high" };
  }
}
