import type { ModifierNode } from "../contracts/policies.ts";
import type { DeliveryRecord } from "../contracts/tls-records.ts";

/** The way out of a message. */
export type Way = Pick<DeliveryRecord, "route" | "tls" | "minimumTls" | "certificate" | "fallback">;

/** An effect on the outside world that must happen exactly once as far as the outside allows. */
export type Effect =
  /** The message itself, unencrypted, to these recipients (≤ 50). */
  | {
      readonly kind: "send-clear";
      readonly messageId: string;
      readonly recipientIds: readonly string[];
      readonly modifiers: readonly ModifierNode[];
      /** As Secure Delivery wants it; absent: TLS where it is offered, and always to our own people. */
      readonly way?: Way;
      /** Tries again because TLS could not be had: how many times so far, and not before when. */
      readonly again?: number;
      readonly notBefore?: string;
    }
  /** Held mail that a reviewer lets go: sealed for its recipient now. */
  | { readonly kind: "release-sealed"; readonly messageId: string; readonly recipientId: string }
  /** Activation mail or "new encrypted message", whichever fits the account when it is sent. */
  | { readonly kind: "notify-recipient"; readonly messageId: string; readonly recipientId: string }
  /** "Your message was encrypted". */
  | {
      readonly kind: "notify-sender";
      readonly messageId: string;
      /** The message names others who come by another part of it, so that the mail waits for them. */
      readonly isPart?: boolean;
    }
  /** The same once for all parts of one message that came within two minutes and were not told of yet. */
  | { readonly kind: "tell-sender"; readonly key: string; readonly until: string; readonly notBefore: string }
  /** A policy asks that somebody is told of it; `to` null: the sender. */
  | {
      readonly kind: "policy-notice";
      readonly messageId: string;
      readonly to: string | null;
      readonly policyName: string;
      /** Words of the policy's author. */
      readonly text: string;
      readonly recipientIds: readonly string[];
      /** Masked, each with its place. */
      readonly evidence: readonly string[];
      readonly hideSubject: boolean;
    }
  /** RFC 3464 report to the sender: returned by policy, or bounced after a clear send. */
  | { readonly kind: "report"; readonly messageId: string; readonly recipientIds: readonly string[] }
  /** Told to the sender when a notice could not be delivered. */
  | { readonly kind: "notice-failed"; readonly messageId: string; readonly recipientId: string }
  /** Told to the sender when a recipient activates for the first time. */
  | { readonly kind: "activated"; readonly messageId: string; readonly recipientId: string }
  /** Forgot password: written for every address alike; who has nothing to reset gets nothing. */
  | { readonly kind: "reset-password"; readonly address: string }
  /** Mail came to the address of our notices; `known`: its writer is proven one of ours. */
  | { readonly kind: "answer-notice"; readonly messageId: string; readonly address: string; readonly known: boolean }
  /** The code that opens the sender's page; made at the moment of sending. */
  | { readonly kind: "sender-code"; readonly messageId: string }
  /** Destroys the wrapped key of a recalled or expired deposit, and the sealed parts once no key is left. */
  | {
      readonly kind: "destroy-content";
      readonly messageId: string;
      readonly recipientIds: readonly string[];
      readonly sealId: string;
    }
  /** The sender asked for the recipient's notice once more. */
  | { readonly kind: "resend-notice"; readonly messageId: string; readonly recipientId: string }
  /** To a recipient: what was not read and will expire, or has expired, in one mail for all of the hour. */
  | {
      readonly kind: "tell-recipient";
      readonly about: "reminder" | "expired";
      readonly address: string;
      readonly hour: string;
      readonly notBefore: string;
    }
  /** To the sender: which recipients did not read before the message expired. */
  | { readonly kind: "expired-unread"; readonly messageId: string; readonly hour: string; readonly notBefore: string }
  /** To the sender: a recipient called our notice spam, and gets no more of them. */
  | { readonly kind: "complained"; readonly messageId: string; readonly recipientId: string }
  /** To the sender: first reading, where the profile says so. */
  | { readonly kind: "read-receipt"; readonly messageId: string; readonly recipientId: string }
  /** Security notice after a password change or reset. */
  | { readonly kind: "password-changed"; readonly address: string }
  /** Security notice about something else that changed, or was used, about an account. */
  | {
      readonly kind: "account-changed";
      readonly address: string;
      readonly change:
        | "new-device"
        | "second-factor-on"
        | "second-factor-off"
        | "recovery-used"
        | "passkey-on"
        | "passkey-off"
        | "signed-out-everywhere"
        | "co-reader-added"
        | "co-reader-removed";
      /** Whom it concerns, where that is somebody else. */
      readonly who?: string;
      /** The browser in a few words of ours. */
      readonly device?: string;
    }
  /** Somebody may read a shared mailbox under their own address, and is told how. */
  | { readonly kind: "co-reader-invited"; readonly mailbox: string; readonly reader: string }
  /** A recipient's letter: to the company by mail, to outsiders sealed. */
  | { readonly kind: "reply"; readonly address: string; readonly letterId: string }
  /** Told to the author of a letter that was not delivered. */
  | { readonly kind: "reply-failed"; readonly address: string; readonly letterId: string }
  /** Link, user name and a one-time password made at the moment of sending; the first administrator is the operator. */
  | { readonly kind: "first-sign-in"; readonly userName: string; readonly occasion?: "invited" | "reset" }
  /** An administrator wants to see how mail to an address comes and leaves: first to the gateway's own ingress. */
  | { readonly kind: "send-test"; readonly testId: string; readonly to: string }
  /** The same where the console cannot hand mail to the ingress: how it leaves. */
  | { readonly kind: "test-mail"; readonly messageId: string; readonly recipientId: string }
  /** Mail to postmaster@ or abuse@ the gateway, passed on to the operator. */
  | { readonly kind: "forward-to-operator"; readonly messageId: string; readonly recipientId: string };

/** Stored with its state; the id is deterministic for message effects, so writing it twice is harmless. */
export type OutboxItem = {
  /** Letters, digits, `_` and `-` only: it travels as an SES message tag. */
  readonly id: string;
  readonly effect: Effect;
  readonly state: "waiting" | "sending" | "sent" | "done" | "failed";
  readonly attempts: number;
  readonly dueAt: string;
  readonly createdAt: string;
  /** What Amazon SES calls the mail that it was given. */
  readonly sesMessageId?: string;
  /** What became of it where it failed: the class of a fault, or the remote words. */
  readonly fault?: string;
};

/** Queues effects from outside the gateway's own flow (the web APIs) and wakes the function that carries them out. */
export type Outbox = {
  /** `name`: the rest of the item's id, where somebody will ask for it; else it is random. */
  add(effect: Effect, name?: string): Promise<void>;
};

/** Wakes the worker of the outbox: for one item, or for whatever a message has open. A lost wake only costs time. */
export type OutboxBell = {
  ring(about: Ring): Promise<void>;
};

/** What a ring is about: an item, what a message has open, policies that the ingress must follow, or what texts are kept. */
export type Ring =
  | { readonly id: string }
  | { readonly messageId: string }
  | { readonly ingress: "changed" }
  | { readonly keepTextDays: "changed" };
