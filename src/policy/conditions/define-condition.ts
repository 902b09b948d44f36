import type { z } from "zod";
import type { QuestionDraft } from "../question-id.ts";
import type { Directory, Evidence, Facts, Truth } from "../types.ts";

/** What a condition may look at. */
export type ConditionInput = {
  readonly facts: Facts;
  /** The recipient that is judged. */
  readonly recipient: string;
  readonly companyDomains: ReadonlySet<string>;
  readonly directory: Directory;
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
  /** Content questions that must have been asked when the facts were gathered. */
  questions?(settings: S): readonly QuestionDraft[];
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
  questions(settings: unknown): readonly QuestionDraft[];
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
    questions: (settings) => condition.questions?.(settings as S) ?? [],
    matches: (input, settings) => {
      const result = condition.matches(input, settings as S);
      return typeof result === "object" ? result : { result };
    },
    sentence: (settings) => condition.sentence(settings as S),
  };
}
