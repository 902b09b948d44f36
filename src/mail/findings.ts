/** Classes of content that could not be read whole; each has its own disposition in the policies. */
export const unreadableClasses = [
  "password-protected",
  "corrupt",
  "ambiguous",
  "over-budget",
  "not-supported",
  "unknown-type",
] as const;

/** One of `unreadableClasses`. */
export type UnreadableClass = (typeof unreadableClasses)[number];

type Kind = { readonly label: string; readonly unreadable: UnreadableClass | null };

/** Every kind of finding: what it says, and the class by which it closes a message (null: it does not). */
export const findingKinds = {
  ambiguous: { label: "readers may see different content", unreadable: "ambiguous" },
  unreadable: { label: "a format with text that is not read", unreadable: "not-supported" },
  encrypted: { label: "protected by a password", unreadable: "password-protected" },
  corrupt: { label: "damaged content", unreadable: "corrupt" },
  "unknown-type": { label: "type of content not recognised", unreadable: "unknown-type" },
  "too-deep": { label: "nested too deep", unreadable: "over-budget" },
  truncated: { label: "larger than what is read", unreadable: "over-budget" },
  "scan-incomplete": { label: "the reading budget was used up", unreadable: "over-budget" },
  "no-text": { label: "recognised content without text", unreadable: null },
  "already-encrypted": { label: "encrypted before it reached the gateway", unreadable: null },
  signed: { label: "signed content", unreadable: null },
  malformed: { label: "broken form that every reader takes alike", unreadable: null },
} as const satisfies Record<string, Kind>;

/** A key of `findingKinds`. */
export type FindingKind = keyof typeof findingKinds;

/** Something the reader noticed; content never appears in it. */
export type Finding = {
  readonly kind: FindingKind;
  /** Path of the part; "" means the message itself. */
  readonly part: string;
  /** A stable word for what was noticed, e.g. "duplicate-content-type". */
  readonly detail: string;
};

/** The class by which a finding closes the message, or null. */
export function unreadableClassOf(kind: FindingKind): UnreadableClass | null {
  return findingKinds[kind].unreadable;
}
