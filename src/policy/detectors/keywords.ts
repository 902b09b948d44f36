/** Words that make a value near them more likely; those in exact case are matched so. */
export type Keywords = {
  /** Phrases in small letters with single blanks; true: only as `exact` has them. */
  readonly phrases: ReadonlySet<string>;
  readonly exact: ReadonlySet<string>;
};

/**
 * Declares keywords, matched as whole words in any case: "(a|b)" is a choice, "?" makes what is before it optional,
 * a blank stands for one to three blanks, dashes or underscores, "=" before a word keeps its case.
 */
export function keywords(...patterns: readonly string[]): Keywords {
  const exact = patterns.filter((pattern) => pattern.startsWith("=")).map((pattern) => pattern.slice(1));
  const phrases = patterns.filter((pattern) => !pattern.startsWith("=")).flatMap((pattern) => expand(pattern));
  return { phrases: new Set(phrases.map(tidy).filter((phrase) => phrase !== "")), exact: new Set(exact) };
}

/** A phrase in the form in which it is compared. */
export function tidy(phrase: string): string {
  return phrase
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();
}

/** All texts that a pattern stands for. */
function expand(pattern: string): string[] {
  const reader = { pattern, at: 0 };
  return readChoice(reader);
}

type Reader = { readonly pattern: string; at: number };

function readChoice(reader: Reader): string[] {
  const choices: string[] = [];
  let sequence = [""];
  while (reader.at < reader.pattern.length && reader.pattern[reader.at] !== ")") {
    if (reader.pattern[reader.at] === "|") {
      reader.at += 1;
      choices.push(...sequence);
      sequence = [""];
    } else {
      const piece = readPiece(reader);
      sequence = sequence.flatMap((before) => piece.map((after) => before + after));
    }
  }
  return [...choices, ...sequence];
}

function readPiece(reader: Reader): string[] {
  let piece = [reader.pattern[reader.at] as string];
  reader.at += 1;
  if (piece[0] === "(") {
    piece = readChoice(reader);
    reader.at += 1;
  }
  if (reader.pattern[reader.at] !== "?") return piece;
  reader.at += 1;
  return ["", ...piece];
}
