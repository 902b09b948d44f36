import type { Part } from "../mail/message.ts";
import type { TextSource } from "./text-sources.ts";

/** What the structure of a message is, as far as its places go by it. */
export type Structure = { readonly parts: readonly Pick<Part, "path" | "declaredType">[] };

/** Names the place of a text: alternatives of one part, and other readings of it, are one place. */
export function placesOf({ parts }: Structure): (source: TextSource) => string {
  const alternatives = new Set(
    parts.filter(({ declaredType }) => declaredType === "multipart/alternative").map(({ path }) => path),
  );
  const known = new Map<string, string>();
  return ({ scope, part }) => {
    const place = known.get(part) ?? outermost(part.replace(/~[a-z]+\d*/g, ""), alternatives);
    known.set(part, place);
    return `${scope}\n${place}`;
  };
}

/** The outermost multipart/alternative around a part, or the part itself. */
function outermost(path: string, alternatives: ReadonlySet<string>): string {
  for (let dot = path.indexOf("."); dot >= 0; dot = path.indexOf(".", dot + 1)) {
    if (alternatives.has(path.slice(0, dot))) return path.slice(0, dot);
  }
  return path;
}
