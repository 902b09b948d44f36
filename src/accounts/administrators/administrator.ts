import type { Role } from "../../contracts/admin-api/role-names.ts";
import type { CodeGenerator, Passkey } from "../account.ts";

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
  /** Grows with every change but a used code; sessions of an older generation have ended. */
  readonly generation: number;
  readonly credential: Credential;
  /** Where their mail goes; absent for the first, who is the operator. */
  readonly address?: string;
  /** May not sign in. */
  readonly disabled?: boolean;
  readonly generator?: CodeGenerator;
  /** Hashes of recovery codes that were not used. */
  readonly recovery?: Readonly<Record<string, boolean>>;
  /** By credential id. */
  readonly passkeys?: Readonly<Record<string, Passkey>>;
  /** When the mail for the first sign-in was queued. */
  readonly invitedAt?: string;
};

/** What of an administrator changes; null takes it away. */
export type AdministratorChange = {
  readonly role?: Role;
  readonly disabled?: boolean;
  readonly credential?: Credential;
  readonly generator?: CodeGenerator | null;
  readonly recovery?: Readonly<Record<string, boolean>> | null;
  readonly passkeys?: Readonly<Record<string, Passkey>> | null;
};

/** Keeps administrators; every change is conditional on what was read. */
export type AdministratorStore = {
  find(userName: string): Promise<Administrator | null>;
  /** Everybody, by user name. */
  list(): Promise<readonly Administrator[]>;
  /** False when the user name is taken. */
  create(administrator: Administrator): Promise<boolean>;
  /** Notes that the first mail is on its way. */
  markInvited(userName: string, at: Date): Promise<void>;
  /** Sets the credential and raises the generation by one; false when the stored generation is no longer this one. */
  replaceCredential(userName: string, generation: number, credential: Credential): Promise<boolean>;
  /** Raises the generation by one; false when the stored generation is no longer this one. */
  change(userName: string, generation: number, change: AdministratorChange): Promise<boolean>;
  /** The number of changes so far by which there may be an owner less. */
  ownersVersion(): Promise<number>;
  /** A change, or with null a removal, by which there may be an owner less; false also when another came between. */
  changeOwners(
    ownersVersion: number,
    userName: string,
    generation: number,
    change: AdministratorChange | null,
  ): Promise<boolean>;
  /** Marks a step of the code generator as used; false when it, or a later one, was used before. */
  spendStep(userName: string, step: number): Promise<boolean>;
  /** Uses a recovery code up; false when it is not one, or was used. */
  spendRecovery(userName: string, hash: string): Promise<boolean>;
  countPasskey(userName: string, id: string, counter: number): Promise<void>;
};

/** Whether somebody has proved to be able to sign in with more than a password. */
export function hasFactor({ generator, passkeys }: Pick<Administrator, "generator" | "passkeys">): boolean {
  return generator !== undefined || Object.keys(passkeys ?? {}).length > 0;
}

/** Every session but a `full` one may do one thing only: choose a password, set up a second factor, or prove it. */
export const sessionPurposes = ["full", "new-password", "new-factor", "second-factor"] as const;
export type SessionPurpose = (typeof sessionPurposes)[number];

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
