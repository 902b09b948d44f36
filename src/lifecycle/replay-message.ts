import { z } from "zod";
import type { Policy, PolicySet } from "../contracts/policies.ts";
import { conditionOf } from "../policy/conditions/index.ts";
import { dictionariesOf } from "../policy/dictionaries-of.ts";
import { directoryOf } from "../policy/directory-of.ts";
import { evaluate } from "../policy/evaluate.ts";
import { questionsOf } from "../policy/questions-of.ts";
import type { Facts, Judgement, Question, Trace, Verdict } from "../policy/types.ts";
import { leavesOf } from "../policy/walk-conditions.ts";
import type { JudgedMessage } from "../tracking/judged-messages.ts";
import { sameValue } from "./same-value.ts";

/** What policies would do today with a past message, for one recipient. */
export type Replayed = {
  readonly recipient: string;
  readonly before: Verdict | null;
  readonly after: Verdict;
  readonly beforeTrace: Trace | null;
  readonly afterTrace: Trace;
  /** Names of policies that ask what was not asked of the message when its text was there; empty: the verdict is known. */
  readonly unknownTo: readonly string[];
  readonly isChanged: boolean;
  /** Protected then, in clear now. */
  readonly opensHole: boolean;
};

/** All recipients of a message, or why nothing can be said of it. */
export type ReplayedMessage =
  | {
      readonly kind: "replayed";
      readonly recipients: readonly Replayed[];
      /** What was not asked of the message when its text was there, where an answer could lead elsewhere. */
      readonly open: readonly Question[];
    }
  | { readonly kind: "not-judged" }
  | { readonly kind: "not-kept" };

const judged = z.object({
  facts: z.looseObject({ version: z.literal(1) }),
  judgement: z.looseObject({ verdicts: z.array(z.looseObject({ recipient: z.string() })) }),
});

/**
 * Judges the facts of a past message by other policies; what its facts do not hold, and `answers` from its text do not
 * add, is said to be unknown. Verdicts are compared with those of then, or with what `inForce` says of the message.
 */
export function replayMessage(
  message: JudgedMessage,
  policySet: PolicySet,
  { inForce, answers = {} }: { readonly inForce?: PolicySet; readonly answers?: Facts["answers"] } = {},
): ReplayedMessage {
  if (message.judgement === null) return { kind: "not-judged" };
  const read = judged.safeParse(message.judgement);
  if (!read.success) return { kind: "not-kept" };
  const { facts: kept, judgement } = read.data as unknown as { facts: Facts; judgement: Judgement };
  const facts = { ...kept, answers: { ...answers, ...kept.answers } };
  const at = new Date(message.receivedAt);
  const current = inForce === undefined ? new Map<string, Judged>() : judgedBy(facts, inForce, at);
  const stored = new Map(judgement.verdicts.map((verdict) => [verdict.recipient, verdict]));
  const judgedNow = judgedBy(facts, policySet, at);
  const recipients = [...judgedNow.values()].map((after): Replayed => {
    const baseline = current.get(after.verdict.recipient);
    const isKnown = baseline?.unknownTo.length === 0;
    const before = isKnown ? baseline.verdict : (stored.get(after.verdict.recipient) ?? null);
    const beforeTrace = isKnown ? baseline.trace : before && (judgement.traces[before.trace] ?? null);
    return compared(before, beforeTrace, after);
  });
  const isOpen = [...judgedNow.values(), ...current.values()].some(({ unknownTo }) => unknownTo.length > 0);
  const asked = isOpen ? [...questionsOf(policySet), ...(inForce === undefined ? [] : questionsOf(inForce))] : [];
  return { kind: "replayed", recipients, open: asked.filter(({ id }) => facts.answers[id] === undefined) };
}

type Judged = { readonly verdict: Verdict; readonly trace: Trace; readonly unknownTo: readonly string[] };

function judgedBy(facts: Facts, policySet: PolicySet, at: Date): Map<string, Judged> {
  const { verdicts, traces } = evaluate(facts, policySet, directoryOf(policySet), at);
  const unasked = unaskedPolicies(facts, policySet);
  return new Map(
    verdicts.map((verdict) => {
      const trace = traces[verdict.trace] ?? { policies: [] };
      return [verdict.recipient, { verdict, trace, unknownTo: unknownPolicies(trace, verdict, unasked, policySet) }];
    }),
  );
}

function compared(
  before: Verdict | null,
  beforeTrace: Trace | null,
  { verdict: after, trace, unknownTo }: Judged,
): Replayed {
  const isKnown = unknownTo.length === 0 && before !== null;
  return {
    recipient: after.recipient,
    before,
    after,
    beforeTrace,
    afterTrace: trace,
    unknownTo,
    isChanged: isKnown && !sameOutcome(before, after),
    opensHole: isKnown && before.disposition !== "send" && after.disposition === "send",
  };
}

function sameOutcome(one: Verdict, other: Verdict): boolean {
  const of = ({ disposition, policyId, encryptionProfile, modifiers }: Verdict) => ({
    disposition,
    policyId,
    encryptionProfile,
    modifiers,
  });
  return sameValue(of(one), of(other));
}

/** Policies with a content question that was not asked of this message. */
function unaskedPolicies(facts: Facts, policySet: PolicySet): ReadonlyMap<string, Policy> {
  const dictionaries = dictionariesOf(policySet);
  const asks = ({ conditions, exceptions }: Policy) =>
    [conditions, ...(exceptions === undefined ? [] : [exceptions])].some((node) =>
      [...leavesOf(node)].some(({ type, settings }) =>
        conditionOf(type)
          ?.questions(settings, dictionaries)
          .some(({ id }) => facts.answers[id] === undefined),
      ),
    );
  return new Map(policySet.policies.filter(asks).map((policy) => [policy.id, policy]));
}

/** Those of them whose answer could have led elsewhere. */
function unknownPolicies(
  trace: Trace,
  verdict: Verdict,
  unasked: ReadonlyMap<string, Policy>,
  policySet: PolicySet,
): string[] {
  const decided = policySet.policies.find(({ id }) => id === deciding(trace));
  const outcome = decided ?? { ...policySet.otherwise, modifiers: [] };
  return trace.policies.flatMap(({ policyId, result, auditOnly }) => {
    const policy = unasked.get(policyId);
    if (policy === undefined || result !== "unknown" || auditOnly) return [];
    const same =
      policy.disposition === outcome.disposition &&
      policy.encryptionProfile === outcome.encryptionProfile &&
      sameValue(policy.modifiers, outcome.modifiers) &&
      policy.disposition === verdict.disposition;
    return same ? [] : [policy.name];
  });
}

/** The last policy asked, where it decided. */
function deciding({ policies }: Trace): string | null {
  const last = policies.at(-1);
  return last?.result === true && !last.auditOnly ? last.policyId : null;
}
