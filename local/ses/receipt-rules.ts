import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readProperties } from "../core/read-properties.ts";
import { type Resource, ServiceError } from "../core/service.ts";
import { TemplateError } from "../core/template.ts";

const s3Action = z.strictObject({
  BucketName: z.string(),
  ObjectKeyPrefix: z.string().optional(),
  TopicArn: z.string().optional(),
});
const stopAction = z.strictObject({ Scope: z.literal("RuleSet"), TopicArn: z.string().optional() });

/** A receipt rule, spelled alike in CloudFormation and in the API. */
export const receiptRule = z.strictObject({
  Name: z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?$/),
  Enabled: z.stringbool().or(z.boolean()).default(false),
  TlsPolicy: z.enum(["Require", "Optional"]).default("Optional"),
  Recipients: z.array(z.string()).max(500).default([]),
  ScanEnabled: z.stringbool().or(z.boolean()).default(false),
  Actions: z
    .array(z.strictObject({ S3Action: s3Action.optional(), StopAction: stopAction.optional() }))
    .max(10)
    .default([]),
});

/** A receipt rule with its defaults filled in. */
export type ReceiptRule = z.infer<typeof receiptRule>;

/** Rules in the order in which they judge a message. */
export type ReceiptRuleSet = {
  readonly name: string;
  readonly createdAt: string;
  readonly rules: readonly ReceiptRule[];
};

type State = {
  active?: string;
  readonly sets: Record<string, { createdAt: string; rules: ReceiptRule[] }>;
  /** What the template last declared, by hash: what it still declares alike keeps the changes made by API calls. */
  declared: Record<string, string>;
};

const ruleProperties = z.strictObject({ RuleSetName: z.string(), After: z.string().optional(), Rule: receiptRule });
const hash = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");
const key = (set: string, rule: string) => `${set}/${rule}`;
const fail = (code: string, message: string) => new ServiceError(code, message, 400);

/** The account's receipt rule sets: the template's, changed by API calls, kept on disk. */
export class ReceiptRules {
  readonly #file: string;
  readonly #now: () => Date;
  readonly #state: State;

  constructor(folder: string, resources: readonly Resource[], now: () => Date) {
    this.#file = join(folder, "receipt-rules.json");
    this.#now = now;
    this.#state = existsSync(this.#file) ? JSON.parse(readFileSync(this.#file, "utf8")) : { sets: {}, declared: {} };
    this.#deploy(resources);
  }

  active(): ReceiptRuleSet | undefined {
    return this.#state.active === undefined ? undefined : this.get(this.#state.active);
  }

  get(name: string): ReceiptRuleSet {
    return { name, ...this.#set(name) };
  }

  /** Makes a set the active one; without a name mail is no longer taken. */
  activate(name: string | undefined): void {
    if (name === undefined) delete this.#state.active;
    else {
      this.#set(name);
      this.#state.active = name;
    }
    this.#save();
  }

  /** Adds a rule behind another, or at the head. */
  create(setName: string, rule: ReceiptRule, after: string | undefined): void {
    const { rules } = this.#set(setName);
    if (rules.some(({ Name }) => Name === rule.Name)) throw fail("AlreadyExists", `Rule already exists: ${rule.Name}`);
    if (rules.length >= 200) throw fail("LimitExceeded", "Maximum number of rules reached");
    rules.splice(after === undefined ? 0 : this.#index(rules, after) + 1, 0, rule);
    this.#save();
  }

  /** Replaces a rule in its place. */
  update(setName: string, rule: ReceiptRule): void {
    const { rules } = this.#set(setName);
    rules[this.#index(rules, rule.Name)] = rule;
    this.#save();
  }

  /** Removes a rule; one that is not there counts as removed. */
  remove(setName: string, ruleName: string): void {
    const set = this.#set(setName);
    set.rules = set.rules.filter(({ Name }) => Name !== ruleName);
    this.#save();
  }

  /** Puts all rules of a set into another order. */
  reorder(setName: string, names: readonly string[]): void {
    const { rules } = this.#set(setName);
    const listed = new Set(names);
    if (listed.size !== names.length || names.length !== rules.length)
      throw fail("ValidationError", "The list of rules must name every rule of the set once");
    const sorted = names.map((name) => rules[this.#index(rules, name)] as ReceiptRule);
    rules.splice(0, rules.length, ...sorted);
    this.#save();
  }

  #deploy(resources: readonly Resource[]): void {
    const declared: Record<string, string> = {};
    for (const { ref } of resources.filter(({ type }) => type === "AWS::SES::ReceiptRuleSet")) {
      declared[ref] = ref;
      this.#state.sets[ref] ??= { createdAt: this.#now().toISOString(), rules: [] };
    }
    for (const { set, rule, after } of inOrder(resources)) {
      const name = key(set, rule.Name);
      declared[name] = hash({ rule, after });
      if (declared[name] === this.#state.declared[name]) continue;
      this.remove(set, rule.Name);
      this.create(set, rule, after);
    }
    this.#forgetGone(declared);
    this.#state.declared = declared;
    this.#save();
  }

  #forgetGone(declared: Record<string, string>): void {
    for (const gone of Object.keys(this.#state.declared).filter((name) => !(name in declared))) {
      const [set = "", rule] = gone.split("/");
      if (rule === undefined) {
        delete this.#state.sets[set];
        if (this.#state.active === set) delete this.#state.active;
      } else if (this.#state.sets[set]) this.remove(set, rule);
    }
  }

  #set(name: string) {
    const set = this.#state.sets[name];
    if (set === undefined) throw fail("RuleSetDoesNotExist", `Rule set does not exist: ${name}`);
    return set;
  }

  #index(rules: readonly ReceiptRule[], name: string): number {
    const index = rules.findIndex(({ Name }) => Name === name);
    if (index < 0) throw fail("RuleDoesNotExist", `Rule does not exist: ${name}`);
    return index;
  }

  #save(): void {
    const next = `${this.#file}.next`;
    writeFileSync(next, JSON.stringify(this.#state, undefined, 2), { flush: true });
    renameSync(next, this.#file);
  }
}

/** Declared rules so that each comes behind the one its `After` names. */
function inOrder(resources: readonly Resource[]) {
  const waiting = resources
    .filter(({ type }) => type === "AWS::SES::ReceiptRule")
    .map((one) => readProperties(ruleProperties, one))
    .map(({ RuleSetName, After, Rule }) => ({ set: RuleSetName, after: After, rule: Rule }));
  const placed: typeof waiting = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ after, set }) =>
      after === undefined ? true : placed.some((one) => one.set === set && one.rule.Name === after),
    );
    if (next < 0)
      throw new TemplateError(`receipt rule ${waiting[0]?.rule.Name}: no rule is named ${waiting[0]?.after}`);
    placed.push(...waiting.splice(next, 1));
  }
  return placed;
}
