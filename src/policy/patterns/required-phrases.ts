/** A phrase shorter than this tells too little to be worth looking for. */
const SHORTEST = 3;
const MOST_PHRASES = 64;

/**
 * Phrases of which at least one stands in every text that a pattern matches, case aside; null where none is known.
 * The pattern is one that the engine takes; whatever is not plain is passed over, so that nothing is missed.
 */
export function requiredPhrases(pattern: string): readonly string[] | null {
  const reader = new PatternReader(pattern);
  const phrases = reader.alternatives();
  return reader.isPlain && phrases !== null && phrases.length <= MOST_PHRASES ? phrases : null;
}

type Phrases = readonly string[] | null;
type Times = "once" | "optional" | "repeated";

/** Reads a pattern from left to right, keeping the phrases that a match cannot do without. */
class PatternReader {
  readonly #pattern: string;
  #at = 0;
  /** False when something was met whose extent is not known. */
  isPlain = true;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** Reads to the end of the pattern or of the group. */
  alternatives(): Phrases {
    const branches = [this.#sequence()];
    while (this.#pattern[this.#at] === "|") {
      this.#at += 1;
      branches.push(this.#sequence());
    }
    return branches.includes(null) ? null : [...new Set(branches.flatMap((branch) => branch ?? []))];
  }

  #sequence(): Phrases {
    let best: Phrases = null;
    let run = "";
    const keep = (found: Phrases) => {
      if (weight(found) > weight(best)) best = found;
    };
    const endRun = () => {
      if (run.trim().length >= SHORTEST) keep([run]);
      run = "";
    };
    while (this.#at < this.#pattern.length && !/[|)]/.test(this.#pattern[this.#at] as string)) {
      const found = this.#element();
      const times = this.#times();
      if (typeof found === "string" && times !== "optional") run += found;
      if (typeof found === "string" && times === "once") continue;
      endRun();
      if (typeof found !== "string" && times !== "optional") keep(found);
    }
    endRun();
    return best;
  }

  /** A plain character as a text, what a group needs as its phrases, null for everything else. */
  #element(): string | Phrases {
    const character = this.#pattern[this.#at] as string;
    this.#at += 1;
    if (character === "(") return this.#group();
    if (character === "[") return this.#skip(/\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\\\]])*\]/sy, this.#at - 1);
    if (character === "\\") return this.#escape();
    return /[ -~]/.test(character) && !/[.^$*+?{}]/.test(character) ? character : null;
  }

  #group(): Phrases {
    const opened = this.#at;
    if (this.#pattern[this.#at] === "?") this.#skip(/\?(?:P?<[A-Za-z0-9_]+>|[a-zA-Z-]*:|[a-zA-Z-]+(?=\)))/y, this.#at);
    const inside = this.alternatives();
    if (this.#pattern[this.#at] !== ")") this.isPlain = false;
    // Flags such as (?i) are no element: what seems to repeat them repeats what stands before them.
    const flags = /^\?[a-zA-Z-]+$/.test(this.#pattern.slice(opened, this.#at));
    if (flags && /[*+?{]/.test(this.#pattern[this.#at + 1] ?? "")) this.isPlain = false;
    this.#at += 1;
    return inside;
  }

  #escape(): string | null {
    const character = this.#pattern[this.#at] ?? "";
    if (character === "Q") this.isPlain = false;
    if (/[!-/:-@[-`{-~]/.test(character)) {
      this.#at += 1;
      return character;
    }
    return this.#skip(/\\(?:[pPx]\{[^}]*\}|x[0-9A-Fa-f]{2}|[pP].|[0-7]{1,3}|.)/sy, this.#at - 1);
  }

  /** How often the element before this place must stand there. */
  #times(): Times {
    const quantifier = /(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/y;
    quantifier.lastIndex = this.#at;
    const found = quantifier.exec(this.#pattern);
    if (found === null) return "once";
    this.#at = quantifier.lastIndex;
    const isOptional = found[0].startsWith("*") || found[0].startsWith("?") || Number(found[1] ?? 1) === 0;
    return isOptional ? "optional" : "repeated";
  }

  #skip(extent: RegExp, from: number): null {
    extent.lastIndex = from;
    if (extent.test(this.#pattern)) this.#at = extent.lastIndex;
    else this.isPlain = false;
    return null;
  }
}

/** The least telling phrase of a set counts. */
function weight(phrases: Phrases): number {
  return phrases === null ? 0 : Math.min(...phrases.map((phrase) => phrase.trim().length));
}
