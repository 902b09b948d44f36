type Branch = Map<string, Branch | true>;

/** A pattern for any of many phrases that begin with a letter, the longest first; `blank` is read for a blank. */
export function phraseSource(phrases: Iterable<string>, blank: string): string {
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
  return `${sourceOf(root, blank)}(?![a-z])`;
}

function sourceOf(branch: Branch, blank: string): string {
  const choices = [...branch]
    .filter(([character]) => character !== "")
    .map(([character, child]) => {
      const read = character === " " ? blank : character.replace(/[.*+?^${}()|[\]\\/]/, "\\$&");
      return read + (child instanceof Map ? sourceOf(child, blank) : "");
    });
  const ends = branch.has("");
  if (choices.length === 0) return "";
  if (choices.length === 1 && !ends) return choices[0] as string;
  return `(?:${choices.join("|")})${ends ? "?" : ""}`;
}
