import type { Confidence } from "../types.ts";
import { assignments } from "./assignments.ts";
import { type Candidate, defineDetector } from "./define-detector.ts";
import { characterClasses, entropyOf, isPlaceholder } from "./entropy.ts";
import { keywords } from "./keywords.ts";

const names =
  /(?:pass(?:word|wd|phrase|code)|passwort|kennwort|pwd|mot de passe|contrase[ñn]a|wachtwoord|senha|secret(?:[_ -]?key)?|api[_ -]?(?:key|secret|token)|(?:access|auth|bearer|refresh|client)[_ -]?(?:token|secret|key))$/i;
const endings = new Set(["ord", "swd", "ase", "ode", "ort", "pwd", "sse", "eña", "ena", "nha", "ret", "key", "ken"]);
const words = keywords("password", "passcode", "passphrase", "passwort", "kennwort", "contrase(ñ|n)a", "mot de passe");
const told = /[ \t](?:is|lautet|est|es)[ \t:]{1,3}["'`]?([^\s"'`<>,;]{6,256})/y;

/** Passwords and keys that a text names. */
export const password = defineDetector({
  type: "password",
  label: "Password or key",
  rule: "A value of six or more characters after a word such as “password:” or “api_key =”, with the variety that secrets have.",
  source: "Own rule: kinds of characters and Shannon entropy",
  limits:
    "A password that is an ordinary word is not found; placeholders are left out. Words for “password” in English, German, French, Spanish, Dutch and Portuguese.",
  search: {
    by: "text",
    keywords: [words],
    *find({ text, keywords: index }) {
      for (const { start, end, name, value } of assignments(text, endings)) {
        const found = names.test(name) ? toCandidate(start, end, value) : null;
        if (found !== null) yield found;
      }
      for (const [start, end] of index.places(words)) {
        told.lastIndex = end;
        const value = told.exec(text)?.[1];
        const found = value === undefined ? null : toCandidate(start, told.lastIndex, value);
        if (found !== null) yield found;
      }
    },
  },
});

function toCandidate(start: number, end: number, written: string): Candidate | null {
  const value = written.trim().replace(/[.)\]}]$/, "");
  const confidence = rate(value);
  return confidence === null ? null : { start, end, value, confidence };
}

/** Values that are no secrets: with blanks, addresses, calls and members of objects in programs. */
const otherValue = /\s|:\/\/|^[a-z_.]+\(|^[\w.+-]+@[\w.-]+$|^[a-z_$][\w$]*(?:\.[a-z_$][\w$]*)+[;,()]*$/i;

/** Judges by kinds of characters and entropy. */
function rate(value: string): Confidence | null {
  if (value.length < 6 || otherValue.test(value) || isPlaceholder(value)) return null;
  const classes = characterClasses(value);
  if (classes < 2) return null;
  const entropy = entropyOf(value);
  if (value.length >= 20 && classes >= 2 && entropy >= 3.5) return "high";
  if (classes >= 3 && value.length >= 8 && entropy >= 2.5) return "medium";
  return /[0-9]/.test(value) ? "low" : null;
}
