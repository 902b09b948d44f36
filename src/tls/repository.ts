import type { TlsPolicySet } from "../contracts/tls-policies.ts";

/** TLS policies as they were published once; never changed afterwards. */
export type TlsPolicyVersion = {
  /** 1 for the first, then without gaps. */
  readonly version: number;
  readonly publishedAt: string;
  readonly publishedBy: string;
  readonly note: string;
  readonly policies: TlsPolicySet;
};

/** Who publishes what, why, and from which version on (0: none). */
export type TlsPublication = {
  readonly basedOn: number;
  readonly policies: TlsPolicySet;
  readonly by: string;
  readonly at: Date;
  readonly note: string;
};

/** A version and since when mail is judged by it. */
export type InForce = { readonly version: number; readonly since: string };

/**
 * Keeps every version. The newest comes into force as soon as what takes the mail in does its part, so that no mail is
 * returned for a proof that could not be had yet.
 */
export type TlsPolicyRepository = {
  /** Null until something was published. */
  newest(): Promise<TlsPolicyVersion | null>;
  find(version: number): Promise<TlsPolicyVersion | null>;
  /** The new version, or null when another was published since `basedOn`. */
  publish(publication: TlsPublication): Promise<TlsPolicyVersion | null>;
  /** Newest first, without the policies. */
  history(limit: number): Promise<readonly Omit<TlsPolicyVersion, "policies">[]>;
  /** Newest first: what was in force when. */
  periods(): Promise<readonly InForce[]>;
  /** Judges mail received from this moment on by a version; a version that is in force already stays as it is. */
  putInForce(version: number, at: Date): Promise<void>;
};

/** The policies by which mail received at a moment is judged; null: there were none. */
export async function policiesAt(repository: TlsPolicyRepository, at: Date): Promise<TlsPolicyVersion | null> {
  const periods = await repository.periods();
  const period = periods.find(({ since }) => since <= at.toISOString());
  return period === undefined ? null : repository.find(period.version);
}
