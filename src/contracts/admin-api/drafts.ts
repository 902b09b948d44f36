import { z } from "zod";
import { stableId } from "../policies-names.ts";

/** Lists of a policies file whose entries have an id. */
export const sections = ["policies", "dictionaries", "groups", "encryptionProfiles", "tests"] as const;
export const section = z.enum(sections);
export type Section = z.output<typeof section>;

/** An entry of a list that may still be unfinished; checks say what is wrong with it. */
export const draftEntry = z.looseObject({ id: stableId });
export type DraftEntry = z.output<typeof draftEntry>;

const entries = (most: number) => z.array(draftEntry).max(most).default([]);

/** A policies file whose parts may still be unfinished. */
export const draftPolicies = z.strictObject({
  version: z.literal(1),
  companyDomains: z.array(z.string()).max(1_000),
  policies: entries(2_000),
  dictionaries: entries(500),
  groups: entries(5_000),
  attributes: z.record(z.string(), z.unknown()).default({}),
  otherwise: z.looseObject({}).default({ disposition: "send" }),
  encryptionProfiles: entries(100),
  unreadable: z.looseObject({}).default({}),
  tests: entries(200),
});
export type DraftPolicies = z.output<typeof draftPolicies>;

/** One change of a draft. */
export const draftChange = z.union([
  /** Puts an entry in place of the one with its id, or adds it: at a place in the order, else at the end. */
  z.strictObject({ put: section, value: draftEntry, at: z.number().int().min(0).optional() }),
  z.strictObject({ remove: section, id: stableId }),
  /** Moves an entry to a place in the order, counted from 0. */
  z.strictObject({ move: section, id: stableId, to: z.number().int().min(0) }),
  z.strictObject({ set: z.enum(["otherwise", "unreadable", "attributes"]), value: z.looseObject({}) }),
]);
export type DraftChange = z.output<typeof draftChange>;

/** Whose draft: a subject id, or nothing for one's own. */
const of = z.string().max(100).optional();

/** Which draft is asked for. */
export const draftRequest = z.strictObject({ of });

/** Changes made on one revision; `revision` 0 begins a draft, which then rests on version `basedOn`. */
export const draftChangesRequest = z.strictObject({
  of,
  revision: z.number().int().min(0),
  basedOn: z.number().int().min(0),
  changes: z.array(draftChange).min(1).max(5_000),
});

/** A whole policies file in place of what the draft holds. */
export const draftFileRequest = z.strictObject({
  of,
  revision: z.number().int().min(0),
  text: z.string().min(1),
});

/** One revision of a draft. */
export const draftRevisionRequest = z.strictObject({ of, revision: z.number().int().min(0) });

/** Something that a check found. */
export const problem = z.strictObject({
  /** Errors prevent publishing. */
  severity: z.enum(["error", "warning"]),
  code: z.enum([
    "invalid",
    "unanswerable",
    "company-domains",
    "unreachable",
    "never-matches",
    "same-name",
    "test-fails",
  ]),
  message: z.string(),
  section: section.optional(),
  id: z.string().optional(),
  /** What the entry is called. */
  name: z.string().optional(),
  /** Place in the policies file; below the entry where `id` is given. */
  path: z.string(),
});
export type Problem = z.output<typeof problem>;

/** One row of a list whose entries may be large. */
export const entryRow = z.strictObject({
  id: z.string(),
  name: z.string(),
  narrative: z.string(),
  /** Entries of a dictionary; addresses and domains of a group. */
  size: z.number().int(),
  /** Groups that lie in it. */
  groups: z.array(z.string()).readonly(),
  /** Names of the policies, groups and tests that name it. */
  usedBy: z.array(z.string()).readonly(),
});
export type EntryRow = z.output<typeof entryRow>;

/** One policy of a draft with what can be said of it. */
export const draftPolicyRow = z.strictObject({
  policy: draftEntry,
  sentence: z.string(),
  status: z.enum(["active", "disabled", "future", "expired"]),
  /** How it differs from the version the draft rests on. */
  change: z.enum(["none", "added", "changed"]),
});
export type DraftPolicyRow = z.output<typeof draftPolicyRow>;

/** A draft as the console edits it: lists that may be large are there as rows. */
export const draftAnswer = z.strictObject({
  owner: z.string(),
  ownerName: z.string(),
  isMine: z.boolean(),
  basedOn: z.number().int(),
  inForce: z.number().int(),
  /** 0: nothing was changed yet. */
  revision: z.number().int(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  companyDomains: z.array(z.string()).readonly(),
  policies: z.array(draftPolicyRow).readonly(),
  otherwise: z.looseObject({}),
  unreadable: z.looseObject({}),
  encryptionProfiles: z.array(draftEntry).readonly(),
  dictionaries: z.array(entryRow).readonly(),
  groups: z.array(entryRow).readonly(),
  tests: z.array(z.strictObject({ id: z.string(), name: z.string(), expect: z.string(), to: z.string() })).readonly(),
  people: z.number().int(),
  attributeNames: z.array(z.string()).readonly(),
  problems: z.array(problem).readonly(),
  /** Number of differences to the version the draft rests on. */
  changes: z.number().int(),
});
export type DraftAnswer = z.output<typeof draftAnswer>;

/** What came of changes. */
export const draftChangedAnswer = z.strictObject({ revision: z.number().int(), updatedAt: z.string() });
export type DraftChangedAnswer = z.output<typeof draftChangedAnswer>;

/** A draft in the list of all. */
export const draftHead = z.strictObject({
  owner: z.string(),
  ownerName: z.string(),
  isMine: z.boolean(),
  basedOn: z.number().int(),
  revision: z.number().int(),
  updatedAt: z.string(),
});

/** Every draft. */
export const draftsAnswer = z.strictObject({ drafts: z.array(draftHead).readonly() });
export type DraftsAnswer = z.output<typeof draftsAnswer>;

/** A difference between two policies files. */
export const difference = z.strictObject({
  section: z.string(),
  id: z.string(),
  name: z.string(),
  kind: z.enum(["added", "removed", "changed", "moved"]),
  /** Policies in plain words. */
  before: z.string().optional(),
  after: z.string().optional(),
  details: z.array(z.string()).readonly(),
});
export type Difference = z.output<typeof difference>;

/** How one golden test went. */
export const testResult = z.strictObject({
  id: z.string(),
  name: z.string(),
  passed: z.boolean(),
  /** What happened, in words. */
  outcome: z.string(),
});
export type TestResult = z.output<typeof testResult>;

/** Everything that stands between a draft and its publication. */
export const draftCheckAnswer = z.strictObject({
  revision: z.number().int(),
  basedOn: z.number().int(),
  inForce: z.number().int(),
  problems: z.array(problem).readonly(),
  tests: z.array(testResult).readonly(),
  differences: z.array(difference).readonly(),
  /** Versions published in the console since a file was pushed last; a push would undo them. */
  drift: z.array(z.strictObject({ version: z.number().int(), publishedBy: z.string(), note: z.string() })).readonly(),
});
export type DraftCheckAnswer = z.output<typeof draftCheckAnswer>;

/** Publishes a draft. */
export const publishRequest = z.strictObject({
  of,
  revision: z.number().int().min(0),
  note: z.string().trim().min(1).max(2_000),
  /** Whether past messages may go out in clear that did not. */
  acceptHoles: z.boolean().default(false),
});

/** The version that was put in force. */
export const publishedAnswer = z.strictObject({
  version: z.number().int(),
  publishedAt: z.string(),
  /** Past messages that were judged by it before, to find mail that would go out in clear; absent when that was accepted. */
  looked: z.strictObject({ messages: z.number().int(), since: z.string(), isWhole: z.boolean() }).optional(),
});
export type PublishedAnswer = z.output<typeof publishedAnswer>;

/** Puts a draft on the version in force; conflicts need a choice each, by "section/id". */
export const rebaseRequest = z.strictObject({
  of,
  revision: z.number().int().min(0),
  choices: z.record(z.string(), z.enum(["mine", "theirs"])).default({}),
});

/** What was changed on both sides. */
export const conflict = z.strictObject({
  key: z.string(),
  section: z.string(),
  name: z.string(),
  mine: z.string(),
  theirs: z.string(),
});
export type Conflict = z.output<typeof conflict>;

/** The new revision, or what must be chosen first. */
export const rebaseAnswer = z.strictObject({
  revision: z.number().int(),
  basedOn: z.number().int(),
  conflicts: z.array(conflict).readonly(),
});
export type RebaseAnswer = z.output<typeof rebaseAnswer>;

/** Policies in words, while they are written. */
export const sentenceRequest = z.strictObject({ of, policy: draftEntry });
export const sentenceAnswer = z.strictObject({ sentence: z.string(), problems: z.array(problem).readonly() });
export type SentenceAnswer = z.output<typeof sentenceAnswer>;
