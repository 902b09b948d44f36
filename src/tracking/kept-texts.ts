/** Which message a kept text is of; `receivedAt` as the ledger has it. */
export type KeptPlace = { readonly messageId: string; readonly receivedAt: string };

/** What a removal came to; not `whole` when time ran out before everything was gone. */
export type Removed = { readonly count: number; readonly whole: boolean };

/** Where texts of past messages lie, each sealed, one object a message: gone with it is the key that opens it. */
export type KeptTexts = {
  /** Replaces what is there; gives up without a trace when the signal aborts. */
  put(place: KeptPlace, sealed: Buffer, signal: AbortSignal): Promise<void>;
  get(place: KeptPlace): Promise<Buffer | null>;
  /** Also when it is gone already. */
  remove(place: KeptPlace): Promise<void>;
  /** Removes, to the hour, what came before this moment, or everything; oldest first, until it is over. */
  removeBefore(moment: Date | null, isOver: () => boolean): Promise<Removed>;
};
