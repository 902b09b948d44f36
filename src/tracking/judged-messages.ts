/** A past message with what was known of it when it was judged. */
export type JudgedMessage = {
  readonly messageId: string;
  readonly receivedAt: string;
  readonly envelopeFrom: string;
  readonly subject: string;
  readonly policyVersion: number;
  /** The stored judgement, as JSON was read; null where the message was not judged. Parsed by its reader. */
  readonly judgement: unknown;
};

/** Some past messages, newest first; it may be empty while `cursor` is set. */
export type JudgedPage = {
  /** Each with the cursor of what follows it. */
  readonly messages: readonly (JudgedMessage & { readonly after: string })[];
  /** Opaque end of this page; absent when nothing older is asked for. */
  readonly cursor?: string;
};

/** Reads past messages in bulk, to judge them anew. */
export type JudgedMessages = {
  /** `limit` is at most 100; a cursor that was not issued here is refused with `SealgateError("cursor", 400)`. */
  page(asked: { readonly since: Date; readonly limit: number; readonly cursor?: string }): Promise<JudgedPage>;
};
