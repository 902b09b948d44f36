/** What tracking knows of messages long finished, and how it is forgotten. */
export type OldMessages = {
  /** Finished messages received before this moment of which no recipient could still open anything; a few at most. */
  before(moment: Date, most: number): Promise<string[]>;
  /** Deletes all that the ledger holds of a message, itself last, so that a run that died is taken up again. */
  forget(messageId: string): Promise<void>;
};
