/** A passkey that signs its owner in without a password. */
export type Passkey = {
  /** Credential id, base64url. */
  readonly id: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly name: string;
  readonly createdAt: string;
};

/** A code generator: its secret, and the last step that was used, so that no code works twice. */
export type CodeGenerator = { readonly secret: string; readonly lastStep: number; readonly since: string };

/** A recipient who has activated. */
export type Account = {
  /** Lower case; the key. */
  readonly address: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly activatedAt: string;
  readonly passwordChangedAt: string;
  /** Sessions carry the number they began under; raising it ends them all. */
  readonly epoch: number;
  /** Language of pages and mails; absent: what the browser asks for. */
  readonly language?: string;
  /** What the browser asked for at activation. */
  readonly askedLanguage?: string;
  /** IANA name; absent: UTC. */
  readonly timeZone?: string;
  /** What the owner knows our mails by. */
  readonly phrase?: string;
  readonly generator?: CodeGenerator;
  /** Hashes of recovery codes that were not used. */
  readonly recovery?: Readonly<Record<string, boolean>>;
  readonly passkeys?: Readonly<Record<string, Passkey>>;
};

/** What an owner sets about themselves; an empty text takes it away. */
export type Preferences = Pick<Account, "name"> & {
  readonly language: string;
  readonly timeZone: string;
  readonly phrase: string;
};

/** Accounts; every change is of the account named, and of nothing when there is none. */
export type AccountStore = {
  find(address: string): Promise<Account | null>;
  prefer(address: string, preferences: Preferences): Promise<void>;
  /** A new password ends every session: answers the epoch that new ones begin under. */
  setPassword(address: string, passwordHash: string, at: Date): Promise<number>;
  /** Ends every session. */
  raiseEpoch(address: string): Promise<number>;
  /** With its recovery codes; null takes both away. */
  setGenerator(
    address: string,
    generator: CodeGenerator | null,
    recovery: Readonly<Record<string, boolean>>,
  ): Promise<void>;
  /** Marks a step as used; false when it, or a later one, was used before. */
  spendStep(address: string, step: number): Promise<boolean>;
  /** Uses a recovery code up; false when it is not one, or was used. */
  spendRecovery(address: string, hash: string): Promise<boolean>;
  /** False when this passkey is somebody's already. */
  addPasskey(address: string, passkey: Passkey): Promise<boolean>;
  removePasskey(address: string, id: string): Promise<void>;
  ownerOfPasskey(id: string): Promise<string | null>;
  countPasskey(address: string, id: string, counter: number): Promise<void>;
};

/** Whether signing in takes more than the password. */
export function hasSecondFactor(account: Pick<Account, "generator">): boolean {
  return account.generator !== undefined;
}

/** Whether there is more than a password that proves who somebody is: codes or a passkey. */
export function isProtected({ generator, passkeys }: Pick<Account, "generator" | "passkeys">): boolean {
  return generator !== undefined || Object.keys(passkeys ?? {}).length > 0;
}

/** Whether the address has an account; it then gets links to sign in instead of activation mails. */
export async function isActivated(accounts: Pick<AccountStore, "find">, address: string): Promise<boolean> {
  return (await accounts.find(address.toLowerCase())) !== null;
}
