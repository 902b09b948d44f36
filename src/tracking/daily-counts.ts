/** What one day's mail came to; recipients are counted, but for `messages`, `refused` and the unreadable classes. */
export type DayCounts = {
  /** `2026-11-22`, in UTC. */
  readonly day: string;
  readonly messages: number;
  /** Messages that nothing proved to be ours. */
  readonly refused: number;
  readonly dispositions: Readonly<Record<string, number>>;
  /** Recipients that each policy decided for, by the policy's id. */
  readonly policies: Readonly<Record<string, number>>;
  /** Messages closed because of what could not be read, by class. */
  readonly unreadable: Readonly<Record<string, number>>;
};

/** Counts for the dashboard, good enough to look at: a run that dies at the wrong moment is not counted. */
export type DailyCounts = {
  add(counts: DayCounts): Promise<void>;
  /** The days from `first` to `last` that have counts, oldest first. */
  between(first: string, last: string): Promise<DayCounts[]>;
};
