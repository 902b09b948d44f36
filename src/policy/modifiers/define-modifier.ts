import type { z } from "zod";
import type { PolicySet } from "../../contracts/policies.ts";
import type { Addition } from "../types.ts";

type Behaviour<S> = {
  readonly type: string;
  readonly label: string;
  readonly settings: z.ZodType<S>;
  /** What is wrong with settings that are right in themselves. */
  problem?(settings: S, policySet: PolicySet): string | null;
  /** The changed message; the same buffer where nothing changes. */
  edit?(raw: Buffer, settings: S): Buffer;
  /** What the gateway does beside: further recipients, messages to people. */
  adds?(settings: S): readonly Addition[];
  /** The change in plain words. */
  sentence(settings: S): string;
};

/** A change that a policy makes to a message or to what is done with it. */
export type Modifier = {
  readonly type: string;
  readonly label: string;
  readonly settings: z.ZodType;
  /** Whether the message itself is changed. */
  readonly edits: boolean;
  problem(settings: unknown, policySet: PolicySet): string | null;
  edit(raw: Buffer, settings: unknown): Buffer;
  adds(settings: unknown): readonly Addition[];
  sentence(settings: unknown): string;
};

/** Declares a modifier. */
export function defineModifier<S>(modifier: Behaviour<S>): Modifier {
  const { type, label, settings } = modifier;
  return {
    type,
    label,
    settings,
    edits: modifier.edit !== undefined,
    problem: (chosen, policySet) => modifier.problem?.(chosen as S, policySet) ?? null,
    edit: (raw, chosen) => modifier.edit?.(raw, chosen as S) ?? raw,
    adds: (chosen) => modifier.adds?.(chosen as S) ?? [],
    sentence: (chosen) => modifier.sentence(chosen as S),
  };
}
