/** Steps that a match may cost at one place, at worst. */
const MOST_STEPS = 1_000;
const LONGEST_REPEAT = 64;

/** What a piece of a pattern becomes, how many ways there are to read it, and how many characters it takes. */
type Piece = { readonly source: string; readonly ways: number; readonly least: number; readonly length: number };

/**
 * The same pattern for the engine of the language, which is many times faster but not linear; null unless nothing in
 * the pattern repeats without bound, there are few ways to read it, so that its cost is bounded at every place, and it
 * takes at least one character.
 */
export function nativePattern(pattern: string, matchCase: boolean): RegExp | null {
  // A count with a leading zero is a count for the language, but plain characters in RE2.
  if (!/^[ -~]*$/.test(pattern) || /\{0\d/.test(pattern)) return null;
  const translation = new Translation(pattern);
  const whole = translation.alternatives();
  if (!translation.isUnderstood || whole.least === 0 || whole.ways * whole.length > MOST_STEPS) return null;
  return new RegExp(whole.source, matchCase ? "gu" : "giu");
}

const none: Piece = { source: "", ways: 1, least: 0, length: 1 };
const digit = "0-9";
const word = "0-9A-Za-z_";
const blank = "\\t\\n\\f\\r ";
const inClass: Readonly<Record<string, string>> = {
  d: digit,
  w: word,
  s: blank,
  t: "\\t",
  n: "\\n",
  f: "\\f",
  r: "\\r",
};
const outside: Readonly<Record<string, string>> = {
  d: `[${digit}]`,
  D: `[^${digit}]`,
  w: `[${word}]`,
  W: `[^${word}]`,
  s: `[${blank}]`,
  S: `[^${blank}]`,
  b: "\\b",
  B: "\\B",
  t: "\\t",
  n: "\\n",
  f: "\\f",
  r: "\\r",
};
const single: Readonly<Record<string, string>> = { ".": "[^\\n]", "^": "(?<![^\\n])", $: "(?![^\\n])" };

/** Reads a pattern in RE2 syntax from left to right and writes it anew, as long as it understands every bit. */
class Translation {
  readonly #pattern: string;
  #at = 0;
  isUnderstood = true;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** Reads to the end of the pattern. */
  alternatives(): Piece {
    const whole = this.#branches();
    return this.#at === this.#pattern.length ? whole : this.#giveUp();
  }

  #branches(): Piece {
    const branches = [this.#sequence()];
    while (this.#take("|")) branches.push(this.#sequence());
    const ways = branches.reduce((sum, branch) => sum + branch.ways, 0);
    const length = Math.max(...branches.map((branch) => branch.length));
    const least = Math.min(...branches.map((branch) => branch.least));
    return { source: branches.map(({ source }) => source).join("|"), ways, least, length };
  }

  #sequence(): Piece {
    let source = "";
    let ways = 1;
    let length = 0;
    let least = 0;
    while (this.isUnderstood && this.#at < this.#pattern.length && !/[|)]/.test(this.#here())) {
      const element = this.#element();
      const times = this.#times(element);
      source += element.source + times.source;
      ways *= element.ways ** times.most * times.ways;
      length += element.length * times.most;
      least += element.least * times.least;
    }
    return { source, ways, least, length };
  }

  #element(): Piece {
    const character = this.#here();
    this.#at += 1;
    if (character === "(") return this.#group();
    if (character === "[") return this.#class();
    if (character === "\\") return this.#escape();
    const translated = single[character];
    if (translated !== undefined) return character === "." ? one(translated) : place(translated);
    return /[*+?{}\]]/.test(character) ? this.#giveUp() : one(literal(character));
  }

  #group(): Piece {
    if (this.#here() === "?" && !this.#take("?:")) return this.#giveUp();
    const inside = this.#branches();
    return this.#take(")") ? { ...inside, source: `(?:${inside.source})` } : this.#giveUp();
  }

  #escape(): Piece {
    const character = this.#here();
    this.#at += 1;
    if (/[!-/:-@[-`{-~]/.test(character)) return one(literal(character));
    const source = outside[character];
    return source === undefined ? this.#giveUp() : /[bB]/.test(character) ? place(source) : one(source);
  }

  /** A class of single characters, ranges and simple escapes. */
  #class(): Piece {
    const negated = this.#take("^") ? "^" : "";
    let inside = "";
    while (this.isUnderstood && (this.#here() !== "]" || inside === "")) {
      const from = this.#member();
      inside += from;
      if (this.#here() !== "-" || this.#pattern[this.#at + 1] === "]") continue;
      this.#at += 1;
      const to = this.#member();
      if (!isOne(from) || !isOne(to)) return this.#giveUp();
      inside += `-${to}`;
    }
    return this.#take("]") ? one(`[${negated}${inside}]`) : this.#giveUp();
  }

  #member(): string {
    const character = this.#here();
    this.#at += 1;
    if (character === "" || character === "[") return this.#giveUp().source;
    if (character !== "\\")
      return /[\^\]-]/.test(character) ? `\\${character}` : character.replace(/[$/()*+.?{|}]/, "\\$&");
    const escaped = this.#here();
    this.#at += 1;
    if (/[!-/:-@[-`{-~]/.test(escaped)) return /[\^$\\.*+?()[\]{}|/-]/.test(escaped) ? `\\${escaped}` : escaped;
    return inClass[escaped] ?? this.#giveUp().source;
  }

  /** How often the element before this place may stand there; engines differ on repeating what may be empty. */
  #times({ ways, least: taken }: Piece): { source: string; ways: number; least: number; most: number } {
    const found = /^(?:\?|\{(\d{1,3})(?:,(\d{1,3}))?\})\??/.exec(this.#pattern.slice(this.#at, this.#at + 10));
    if (found === null) return { source: "", ways: 1, least: 1, most: 1 };
    this.#at += found[0].length;
    const least = found[1] === undefined ? 0 : Number(found[1]);
    const most = found[1] === undefined ? 1 : Number(found[2] ?? found[1]);
    if (taken === 0 || most > LONGEST_REPEAT || most < least || (ways > 1 && most > 3)) this.isUnderstood = false;
    return { source: found[0], ways: most - least + 1, least, most };
  }

  #here(): string {
    return this.#pattern[this.#at] ?? "";
  }

  #take(text: string): boolean {
    if (!this.#pattern.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #giveUp(): Piece {
    this.isUnderstood = false;
    return none;
  }
}

/** A piece that takes one character in one way. */
function one(source: string): Piece {
  return { source, ways: 1, least: 1, length: 1 };
}

/** A piece that takes nothing: a place between characters. */
function place(source: string): Piece {
  return { ...one(source), least: 0 };
}

/** Whether a member of a class stands for one character, as the ends of a range must. */
function isOne(member: string): boolean {
  return member.length === 1 || (member.length === 2 && member.startsWith("\\"));
}

function literal(character: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}
