import type { PolicySet } from "../contracts/policies.ts";

/** Policies as they were put in force once; never changed afterwards. */
export type PolicyVersion = {
  /** 1 for the first, then without gaps. */
  readonly version: number;
  readonly publishedAt: string;
  /** User name of the administrator, or `installation`. */
  readonly publishedBy: string;
  readonly note: string;
  readonly policySet: PolicySet;
};

/** Who puts policies in force, why, and on what version their change rests. */
export type Publication = {
  /** The version the change was made from; 0 for the first. */
  readonly basedOn: number;
  readonly policySet: PolicySet;
  readonly by: string;
  readonly at: Date;
  readonly note: string;
};

/** Keeps every version of the policies and which one is in force. */
export type PolicyRepository = {
  /** Null until the first version was published. */
  current(): Promise<PolicyVersion | null>;
  find(version: number): Promise<PolicyVersion | null>;
  /** The new version in force, or null when another was published since `basedOn`. */
  publish(publication: Publication): Promise<PolicyVersion | null>;
  /** Newest first, without the policies themselves. */
  history(limit: number): Promise<readonly Omit<PolicyVersion, "policySet">[]>;
};
