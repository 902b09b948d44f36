import { type Candidate, defineDetector } from "./define-detector.ts";

/** A text that only keys have, how far before it the opening starts, and the opening. */
const openings = [
  {
    needle: "PRIVATE KEY",
    before: 48,
    pattern: /-{4,5} ?BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)? ?-{4,5}/,
  },
  { needle: "PuTTY-User-Key-File-", before: 0, pattern: /^PuTTY-User-Key-File-[0-9]: [a-z0-9-]{3,40}/ },
  { needle: "AGE-SECRET-KEY-1", before: 0, pattern: /^AGE-SECRET-KEY-1[0-9A-Z]{58}/ },
] as const;
const LONGEST_OPENING = 80;
const MATERIAL = 600;

/** Private keys in the text forms of PEM, OpenSSH, PGP, PuTTY and age. */
export const privateKey = defineDetector({
  type: "private-key",
  label: "Private key",
  rule: "The opening line of a private key followed by key material.",
  source: "RFC 7468, RFC 9580 section 6.2, OpenSSH PROTOCOL.key, PuTTY key files, age-encryption.org/v1",
  limits: "An opening line without key material counts as low. Binary key files (DER, PKCS #12) are not found.",
  search: {
    by: "text",
    *find({ text }) {
      for (const { needle, before, pattern } of openings) {
        for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
          const from = Math.max(0, at - before);
          const opening = pattern.exec(text.slice(from, at + LONGEST_OPENING));
          if (opening !== null) yield keyAt(text, from + opening.index, opening[0]);
        }
      }
    },
  },
});

function keyAt(text: string, start: number, opening: string): Candidate {
  const end = start + opening.length;
  if (opening.startsWith("AGE")) return { start, end, value: opening, confidence: "high" };
  const following = text.slice(end, end + MATERIAL).replaceAll("\\n", "\n");
  const material = (following.match(/[A-Za-z0-9+/=]{24,80}/g) ?? []).join("");
  if (material.length < 40) return { start, end, value: opening, confidence: "low" };
  return { start, end, value: material, confidence: "high" };
}
