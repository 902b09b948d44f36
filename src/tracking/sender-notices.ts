/** Mails to senders about one Message-ID, gathered: mail servers split a message for many into many for few. */
export type SenderNotices = {
  /**
   * Whether the sender is told `now`, or `later`, in one mail with whatever else comes of the same Message-ID within two
   * minutes of the first. `isPart`: the message names others who must come yet, so even the first waits. The same
   * `owner` asking again gets the same answer.
   */
  claim(told: ToldOfMessage, now: Date): Promise<"now" | "later">;
  /** What was gathered: the messages, and the recipients of whom the sender was told before. */
  gathered(key: string, until: string): Promise<{ readonly messageIds: string[]; readonly toldOf: readonly string[] }>;
};

/** A message whose sender is to be told. */
export type ToldOfMessage = {
  readonly sender: string;
  readonly messageIdHeader: string;
  readonly messageId: string;
  readonly owner: string;
  readonly recipientIds: readonly string[];
  readonly isPart: boolean;
};

/** How long parts of one message are waited for. */
export const gatheringSeconds = 120;
