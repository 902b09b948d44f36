type Branch = Map<string, Branch | true>;

/** A pattern that finds any of many phrases as whole words, shared beginnings read once; blanks match any blanks. */
export function phrasePattern(phrases: Iterable<string>): RegExp {
  const root: Branch = new Map();
  for (const phrase of phrases) {
    let branch = root;
    for (const character of phrase) {
      const next = branch.get(character);
      const child: Branch = next instanceof Map ? next : new Map();
      branch.set(character, child);
      branch = child;
    }
    branch.set("", true);
  }
  return new RegExp(`\\b${source(root)}(?![a-z])`, "gi");
}

function source(branch: Branch): string {
  const choices = [...branch]
    .filter(([character]) => character !== "")
    .map(([character, child]) => escaped(character) + (child instanceof Map ? source(child) : ""));
  const ends = branch.has("");
  if (choices.length === 0) return "";
  if (choices.length === 1 && !ends) return choices[0] as string;
  return `(?:${choices.join("|")})${ends ? "?" : ""}`;
}

function escaped(character: string): string {
  if (character === " ") return "\\s{1,3}";
  return character.replace(/[.*+?^${}()|[\]\\/-]/, "\\$&");
}
