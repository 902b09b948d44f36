import type { Role } from "../../contracts/admin-api/roles.ts";

/** What an administrator signs in with; exactly one of these at a time. */
export type Credential =
  /** Created, nothing sent yet. */
  | { readonly kind: "none" }
  /** Sent by mail; ends when a password is chosen. A session it opens may do nothing else. */
  | { readonly kind: "one-time"; readonly hash: string; readonly expiresAt: string }
  | { readonly kind: "chosen"; readonly hash: string; readonly since: string };

/** A person who may use the Administrative Console. */
export type Administrator = {
  /** Lower case; not an address. */
  readonly userName: string;
  /** Random; stands for the person where a name must not. */
  readonly subjectId: string;
  readonly role: Role;
  readonly createdAt: string;
  /** Grows with every change of the credential; sessions of an older generation have ended. */
  readonly generation: number;
  readonly credential: Credential;
  /** When the mail for the first sign-in was queued. */
  readonly invitedAt?: string;
};

/** Keeps administrators; every change is conditional on what was read. */
export type AdministratorStore = {
  find(userName: string): Promise<Administrator | null>;
  /** False when the user name is taken. */
  create(administrator: Administrator): Promise<boolean>;
  /** Notes that the first mail is on its way. */
  markInvited(userName: string, at: Date): Promise<void>;
  /** Sets the credential and raises the generation by one; false when the stored generation is no longer this one. */
  replaceCredential(userName: string, generation: number, credential: Credential): Promise<boolean>;
};

/** `new-password` sessions may only choose a password. */
export type SessionPurpose = "full" | "new-password";

/** One signed-in browser. */
export type AdministratorSession = {
  /** SHA-256 of the cookie's token; the token itself is stored nowhere. */
  readonly id: string;
  readonly userName: string;
  readonly generation: number;
  readonly purpose: SessionPurpose;
  readonly lastSeenAt: string;
  /** End of life, used or not. */
  readonly endsAt: string;
};

/** Keeps sessions by the hash of their token. */
export type AdministratorSessionStore = {
  put(session: AdministratorSession): Promise<void>;
  find(id: string): Promise<AdministratorSession | null>;
  /** Moves `lastSeenAt` on; a session that ended meanwhile stays ended. */
  touch(id: string, at: Date): Promise<void>;
  remove(id: string): Promise<void>;
};
