/** Words that make a value near them more likely. */
export type Keywords = { readonly pattern: RegExp };

/** Longest keyword that is found. */
export const LONGEST_KEYWORD = 64;

/** Declares keywords: each a fragment of a regular expression, matched in any case as a whole word. */
export function keywords(...words: readonly string[]): Keywords {
  return { pattern: new RegExp(`(?<![a-z])(?:${words.join("|")})(?![a-z])`, "gi") };
}
