import type { WireRecord } from "../contracts/tls-records.ts";
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
  /** Leaves by the company's own mail server instead of SES, and what its connection must be like. */
  readonly smtp?: SmtpDemand;
};

/** What is asked of the connection to the company's own mail server. */
export type SmtpDemand = {
  /** Return path; empty for the null sender. */
  readonly envelopeFrom: string;
  readonly minimumTls: string | null;
  readonly certificate: "any" | "trusted";
};

/** A mail that was handed over. `arrived`: the next server has taken it, and no event will tell. */
export type Handed = {
  readonly deliveryId: string;
  readonly arrived?: { readonly answer: string; readonly wire: WireRecord };
};

/** The TLS that is required could not be had; nothing was handed over. */
export class TlsUnavailableError extends SealgateError {
  constructor(words: string, cause: unknown) {
    super("tls-unavailable", 502, words, { cause });
  }
}

/** The company's own mail server did not let the gateway sign in; nothing was handed over. */
export class SignInRefusedError extends SealgateError {
  constructor(words: string, cause: unknown) {
    super("sign-in-refused", 502, words, { cause });
  }
}

/** The delivery service will never take this mail as it is; `message` holds its words. */
export class DeliveryRefusedError extends SealgateError {
  constructor(words: string, cause: unknown) {
    super("delivery-refused", 502, words, { cause });
  }
}

/** The company's own mail server refused the mail for good, in its own words. */
export class DeliveryBouncedError extends SealgateError {
  constructor(words: string, cause: unknown) {
    super("delivery-bounced", 502, words, { cause });
  }
}

/** Whether the mail left is unknown: the service did not answer, or what it answered could not be noted. */
export class DeliveryInDoubtError extends SealgateError {
  constructor(cause: unknown) {
    super("delivery-in-doubt", 502, "the delivery service may have taken the mail", { cause });
  }
}

/**
 * Hands mail over for delivery. Throws `DeliveryRefusedError` and `DeliveryBouncedError` for good, `TlsUnavailableError`
 * where TLS was required, `SignInRefusedError` where that failed, and `DeliveryInDoubtError` when an event must tell; after anything else the mail has not left and is worth another try.
 */
export type Delivery = {
  send(mail: OutgoingMail): Promise<Handed>;
};
