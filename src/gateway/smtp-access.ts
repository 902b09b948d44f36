/** How the gateway gets into the company's own mail server, beside its address. */
export type SmtpAccess = {
  /** Null: it takes mail from the gateway without a sign-in. */
  readonly login: { readonly user: string; readonly password: string } | null;
  /** Certificates, in PEM, that are trusted there besides the public authorities; empty: none. */
  readonly authority: string;
};

/** Nobody said anything: no sign-in, public authorities only. */
export const openAccess: SmtpAccess = { login: null, authority: "" };

/** What the console may see of it: everything but the password. */
export type ShownAccess = {
  readonly user: string | null;
  readonly authority: string;
  readonly changedAt: string | null;
};

/** A change; without `password` the one that is kept stays. */
export type AccessChange = {
  readonly user: string | null;
  readonly password?: string;
  readonly authority: string;
  readonly at: string;
};

/** Keeps it. Whoever writes a password cannot read it. */
export type SmtpAccessStore = {
  shown(): Promise<ShownAccess>;
  /** False where a user has no password yet and none is given. */
  save(change: AccessChange): Promise<boolean>;
};
