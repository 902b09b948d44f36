import type { DraftPolicies } from "../contracts/admin-api/drafts.ts";

/** Policies that an administrator works on; nothing of them is in force. */
export type Draft = {
  /** Subject id of the administrator whose draft it is. */
  readonly owner: string;
  readonly ownerName: string;
  /** The version in force when the draft was begun. */
  readonly basedOn: number;
  /** Grows with every change; a change names the revision it was made on. */
  readonly revision: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
  /** The file as it was imported, until something is changed. */
  readonly text?: string;
  readonly policies: DraftPolicies;
};

/** A draft without its content. */
export type DraftHead = Omit<Draft, "policies" | "text">;

/** Keeps one draft for each administrator. */
export type DraftStore = {
  find(owner: string): Promise<Draft | null>;
  /** Without content, in no order. */
  list(): Promise<readonly DraftHead[]>;
  /** False when the draft is no longer at `replaces`; 0 stands for a draft that is not there yet. */
  save(draft: Draft, replaces: number): Promise<boolean>;
  /** False when the draft is no longer at this revision. */
  delete(owner: string, revision: number): Promise<boolean>;
};
