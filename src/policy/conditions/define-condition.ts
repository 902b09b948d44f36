import type { z } from "zod";
import type { PolicySet } from "../../contracts/policies.ts";
import type { Dictionary } from "../../contracts/policies-dictionary.ts";
import type { Directory, Evidence, Facts, Question, Truth } from "../types.ts";

/** Dictionaries of the policy set, by id. */
export type Dictionaries = ReadonlyMap<string, Dictionary>;

/** Facts that not every ingress can tell. */
export type IngressFact = "tls";

/** What a condition may look at. */
export type ConditionInput = {
  readonly facts: Facts;
  /** The recipient that is judged. */
  readonly recipient: string;
  readonly companyDomains: ReadonlySet<string>;
  readonly directory: Directory;
  readonly dictionaries: Dictionaries;
  /** The moment for which the message is judged. */
  readonly now: Date;
  /** Whether the condition stands among exceptions, where senders must match on every basis. */
  readonly inException: boolean;
};

/** A result with what explains it. */
export type Outcome = { readonly result: Truth; readonly compared?: string; readonly evidence?: readonly Evidence[] };

type Behaviour<S> = {
  readonly type: string;
  readonly label: string;
  readonly settings: z.ZodType<S>;
  /** Whether recipients of one message can differ in it. */
  readonly perRecipient?: boolean;
  /** Facts without which it is always unknown. */
  readonly needs?: readonly IngressFact[];
  /** Content questions that must have been asked when the facts were gathered. */
  questions?(settings: S, dictionaries: Dictionaries): readonly Question[];
  /** What is wrong with settings that are right in themselves: a name that leads nowhere. */
  problem?(settings: S, policySet: PolicySet): string | null;
  matches(input: ConditionInput, settings: S): Truth | Outcome;
  /** The condition in plain words, as the end of "a message matches when …". */
  sentence(settings: S): string;
};

/** A condition of the registry; settings have been parsed by its own schema. */
export type Condition = {
  readonly type: string;
  readonly label: string;
  readonly settings: z.ZodType;
  readonly perRecipient: boolean;
  readonly needs: readonly IngressFact[];
  questions(settings: unknown, dictionaries: Dictionaries): readonly Question[];
  problem(settings: unknown, policySet: PolicySet): string | null;
  matches(input: ConditionInput, settings: unknown): Outcome;
  sentence(settings: unknown): string;
};

/** Declares a condition. */
export function defineCondition<S>(condition: Behaviour<S>): Condition {
  return {
    type: condition.type,
    label: condition.label,
    settings: condition.settings,
    perRecipient: condition.perRecipient ?? false,
    needs: condition.needs ?? [],
    questions: (settings, dictionaries) => condition.questions?.(settings as S, dictionaries) ?? [],
    problem: (settings, policySet) => condition.problem?.(settings as S, policySet) ?? null,
    matches: (input, settings) => {
      const result = condition.matches(input, settings as S);
      return typeof result === "object" ? result : { result };
    },
    sentence: (settings) => condition.sentence(settings as S),
  };
}
