/** The raw mail as it was accepted; kept until its message is final. */
export type RawMail = {
  get(objectKey: string): Promise<Buffer | null>;
  delete(objectKey: string): Promise<void>;
  list(): AsyncIterable<{ readonly objectKey: string; readonly storedAt: Date }>;
};
