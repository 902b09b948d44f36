/** What a sealed part is bound to; a part opened under other values is refused. */
export type SealContext = { readonly messageId: string; readonly part: string };

/** Whose copy of the content key this is. */
export type KeyContext = { readonly messageId: string; readonly recipientId: string };

/** Seals and opens bytes under a 32-byte content key; `open` answers only after the whole was authenticated. */
export type Sealer = {
  newContentKey(): Uint8Array;
  seal(contentKey: Uint8Array, context: SealContext, plain: Buffer): Promise<Buffer>;
  /** Throws `UnsealError` on any alteration, truncation, or other context; bytes behind the end are not read. */
  open(contentKey: Uint8Array, context: SealContext, sealed: Buffer): Promise<Buffer>;
};

/** Wraps a content key for one recipient (KMS). */
export type KeyWrapper = {
  wrap(contentKey: Uint8Array, context: KeyContext): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array, context: KeyContext): Promise<Uint8Array>;
};

/** Where sealed parts and wrapped keys lie. Parts: `message.eml`, `view`, `attachments/<n>`. */
export type SealedStore = {
  putPart(context: SealContext, sealed: Buffer): Promise<void>;
  getPart(context: SealContext): Promise<Buffer | null>;
  putKey(context: KeyContext, wrapped: Uint8Array): Promise<void>;
  /** Null once the key was destroyed. */
  getKey(context: KeyContext): Promise<Uint8Array | null>;
};

/** Destroys for good what was sealed. `messageId` is what stands for the message in sealed objects. */
export type SealedRemover = {
  /** Also when it is gone already. */
  destroyKey(context: KeyContext): Promise<void>;
  /** Whether anybody's key is left. */
  hasKeys(messageId: string): Promise<boolean>;
  deleteParts(messageId: string): Promise<void>;
};
