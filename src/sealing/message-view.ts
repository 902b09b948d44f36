/** What the Message Pickup Center shows; sealed as the part `view`. */
export type MessageView = {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly date: string;
  readonly replyTo?: readonly string[];
  readonly messageIdHeader?: string;
  readonly references?: string;
  /** As sent, not yet made safe; null when the mail has only plain text. */
  readonly html: string | null;
  readonly text: string;
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string;
    /** Bytes, decoded. */
    readonly size: number;
    /** Content-ID without angle brackets, for inline images. */
    readonly contentId?: string;
    readonly inline: boolean;
  }[];
};
