import { SealgateError } from "../errors.ts";

/** One mail to be handed over; envelope recipients come from here alone, never from its headers. */
export type OutgoingMail = {
  /** Travels as a tag, so that events lead back to the outbox item. */
  readonly outboxId: string;
  /** The address in header From; an identity of ours. */
  readonly from: string;
  /** 1 to 50 addresses. */
  readonly to: readonly string[];
  /** The whole message, at most 40 MB. */
  readonly raw: Buffer;
  /** `require`: not delivered where TLS cannot be had. */
  readonly tls: "require" | "optional";
};

/** The delivery service will never take this mail as it is; `message` holds its words. */
export class DeliveryRefusedError extends SealgateError {
  constructor(words: string, cause: unknown) {
    super("delivery-refused", 502, words, { cause });
  }
}

/** Whether the mail left is unknown: the service did not answer, or what it answered could not be noted. */
export class DeliveryInDoubtError extends SealgateError {
  constructor(cause: unknown) {
    super("delivery-in-doubt", 502, "the delivery service may have taken the mail", { cause });
  }
}

/**
 * Hands mail over for delivery. Throws `DeliveryRefusedError` for good and `DeliveryInDoubtError` when an event must
 * tell; after anything else the mail has not left and is worth another try.
 */
export type Delivery = {
  send(mail: OutgoingMail): Promise<{ readonly deliveryId: string }>;
};
