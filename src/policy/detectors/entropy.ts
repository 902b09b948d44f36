/** Bits per character of a text, by how often each character occurs in it. */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** How many of small letters, capitals, digits and other characters occur. */
export function characterClasses(text: string): number {
  return kinds.reduce((count, kind) => (kind.test(text) ? count + 1 : count), 0);
}

const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];

const variable = /^(?:<.*>|\[.*\]|\{.*\}|\$\{?\w+\}?|%\w+%|[*•xX.#_-]+)$/;
const word =
  /^(?:your|my|pass(?:word|wd)?|pwd|secret|token|key|enter|insert|change|replace|example|sample|dummy|test|redacted|hidden|masked|none|null|undefined|true|false|required|optional|expired|reset|see|here|below|above)[a-z _.-]*$/i;

/** Whether a value stands for a secret without being one: a placeholder, a mask or a variable. */
export function isPlaceholder(value: string): boolean {
  return variable.test(value) || word.test(value) || /[*•]{3}|x{5}|\.{3}/i.test(value);
}
