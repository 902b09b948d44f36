import type { PolicySet } from "../contracts/policies.ts";

/** Policies as they were put in force once; never changed afterwards. */
export type PolicyVersion = {
  /** 1 for the first, then without gaps. */
  readonly version: number;
  readonly publishedAt: string;
  /** User name of the administrator, or `installation`. */
  readonly publishedBy: string;
  readonly note: string;
  /** How it came about; without it, in the console. */
  readonly origin?: PolicyOrigin;
  readonly policySet: PolicySet;
};

/** How a version came about: edited in the console, pushed as a file, or an earlier version put in force again. */
export type PolicyOrigin = "console" | "file" | `version ${number}`;

/** A version without the policies themselves. */
export type PublishedVersion = Omit<PolicyVersion, "policySet">;

/** Who puts policies in force, why, and on what version their change rests. */
export type Publication = {
  /** The version the change was made from; 0 for the first. */
  readonly basedOn: number;
  readonly policySet: PolicySet;
  readonly by: string;
  readonly at: Date;
  readonly note: string;
  readonly origin?: PolicyOrigin;
  /** The file as it was written, where it was; `policySet` is what it says. */
  readonly text?: string;
};

/** Keeps every version of the policies and which one is in force. */
export type PolicyRepository = {
  /** Null until the first version was published. */
  current(): Promise<PolicyVersion | null>;
  find(version: number): Promise<PolicyVersion | null>;
  /** The new version in force, or null when another was published since `basedOn`. */
  publish(publication: Publication): Promise<PolicyVersion | null>;
  /** The file of a version, byte for byte as it was pushed, or as the console wrote it. */
  text(version: number): Promise<string | null>;
  /** Newest first, those below `before` where it is given. */
  history(limit: number, before?: number): Promise<readonly PublishedVersion[]>;
};
