/** Who stands behind a subject id; the one place to erase, for the chain itself names nobody. */
export type Person = {
  readonly subjectId: string;
  readonly kind: "administrator" | "recipient";
  /** User name or address. */
  readonly name: string;
};

/** Keeps the names behind subject ids. */
export type People = {
  /** The id of a recipient's address; a random one is made the first time. */
  subjectOf(address: string): Promise<string>;
  /** Names of those that are known and were not erased. */
  namesOf(subjectIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Forgets the name for good; false when there was none. */
  erase(subjectId: string): Promise<boolean>;
};
