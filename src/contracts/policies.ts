import { z } from "zod";
import { languages } from "./languages.ts";
import { dictionary } from "./policies-dictionary.ts";
import { attributes, group } from "./policies-directory.ts";
import { domainName, stableId } from "./policies-names.ts";
import { goldenTest } from "./policies-tests.ts";
import { validity } from "./policies-time.ts";

export type { Validity } from "./policies-time.ts";
export { domainName, languages, stableId };

/** What can be done with a message for one recipient. */
export const dispositions = ["encrypt", "send", "discard", "return", "hold"] as const;
export const disposition = z.enum(dispositions);
export type Disposition = z.infer<typeof disposition>;

/** Where a sender condition looks for the sender. */
export const senderBases = ["envelope", "header-from", "either", "both"] as const;

/** Settings of a condition or modifier; the registry that knows the type checks them. */
const settings = z.record(z.string(), z.unknown());

/** One condition of a registered type. */
export const conditionLeaf = z.strictObject({ type: z.string().min(1).max(64), settings: settings.default({}) });

/** A condition, or a nested group of them. */
export type ConditionNode =
  | { readonly all: readonly ConditionNode[] }
  | { readonly any: readonly ConditionNode[] }
  | { readonly none: readonly ConditionNode[] }
  | { readonly type: string; readonly settings: Readonly<Record<string, unknown>> };

/** Nested conditions: all, any, none or one of a registered type. */
export const conditionNode: z.ZodType<ConditionNode> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionNode).min(1).max(200) }),
    z.strictObject({ any: z.array(conditionNode).min(1).max(200) }),
    z.strictObject({ none: z.array(conditionNode).min(1).max(200) }),
    conditionLeaf,
  ]),
);

/** A change made to the message, by a registered type. */
export const modifierNode = z.strictObject({ type: z.string().min(1).max(64), settings: settings.default({}) });
export type ModifierNode = z.infer<typeof modifierNode>;

/** One policy: conditions and exceptions lead to one disposition with its modifiers. */
export const policy = z.strictObject({
  id: stableId,
  name: z.string().min(1).max(200),
  narrative: z.string().max(4_000).default(""),
  enabled: z.boolean().default(true),
  auditOnly: z.boolean().default(false),
  validity: validity.optional(),
  conditions: conditionNode,
  exceptions: conditionNode.optional(),
  disposition,
  modifiers: z.array(modifierNode).max(50).default([]),
  encryptionProfile: stableId.optional(),
});
export type Policy = z.infer<typeof policy>;

/** What happens to a message that could not be read whole. */
export const closedDisposition = z.enum(["encrypt", "hold", "return"]);
export type ClosedDisposition = z.infer<typeof closedDisposition>;

/** Disposition of each class of unreadable content. */
export const unreadable = z.strictObject({
  "password-protected": closedDisposition.default("encrypt"),
  corrupt: closedDisposition.default("encrypt"),
  ambiguous: closedDisposition.default("encrypt"),
  "over-budget": closedDisposition.default("encrypt"),
  "not-supported": closedDisposition.default("encrypt"),
  "unknown-type": closedDisposition.default("encrypt"),
});

/** The fixed last row: what happens to a recipient whom no policy matched. */
export const otherwise = z.strictObject({
  disposition: disposition.default("send"),
  encryptionProfile: stableId.optional(),
});

export const language = z.enum(languages);
export type Language = z.infer<typeof language>;

/** How sealed mail is kept and picked up; a policy names one, and the one called `default` serves all others. */
export const encryptionProfile = z.strictObject({
  id: stableId,
  name: z.string().min(1).max(200).default(""),
  /** Days from receipt; without it, the installation's. */
  expiryDays: z.number().int().min(1).max(365).optional(),
  replyAllowed: z.boolean().default(true),
  replyAllAllowed: z.boolean().default(true),
  /** New messages to company addresses. */
  composeAllowed: z.boolean().default(false),
  /** Days before expiry on which who has not read is reminded. */
  reminderDays: z.array(z.number().int().min(1).max(364)).max(5).default([3]),
  /** Whether the sender is told by mail of the first reading. */
  readReceipts: z.boolean().default(false),
  /** Whether notices say "(hidden: see the message)" in place of the subject. */
  hideSubject: z.boolean().default(false),
  /** Who gets the activation password of a new recipient; a sender passes it on by another way. */
  activationPasswordTo: z.enum(["recipient", "sender"]).default("recipient"),
  /** What a recipient needs to open the message. */
  signIn: z.enum(["password", "second-factor"]).default("password"),
  /** Language of notices to people who have not chosen one; without it, what their browser asked for at activation. */
  language: language.optional(),
});
export type EncryptionProfile = z.infer<typeof encryptionProfile>;

const unique = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id)).size === list.length;

/** The policies file: what the console exports and imports, git keeps and the CLI judges by. */
export const policySet = z.strictObject({
  version: z.literal(1),
  companyDomains: z.array(domainName).min(1).max(1_000),
  policies: z.array(policy).max(2_000).refine(unique, "two policies have the same id").default([]),
  dictionaries: z.array(dictionary).max(500).refine(unique, "two dictionaries have the same id").default([]),
  groups: z.array(group).max(5_000).refine(unique, "two groups have the same id").default([]),
  attributes: attributes.default({}),
  otherwise: otherwise.default({ disposition: "send" }),
  encryptionProfiles: z
    .array(encryptionProfile)
    .max(100)
    .refine(unique, "two encryption profiles have the same id")
    .default([]),
  unreadable: unreadable.prefault({}),
  /** Messages that say what these policies must do. */
  tests: z.array(goldenTest).max(200).refine(unique, "two tests have the same id").default([]),
});
export type PolicySet = z.infer<typeof policySet>;
