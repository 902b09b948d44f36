import type { ClosedDisposition, Disposition, Policy, PolicySet } from "../contracts/policies.ts";
import type { UnreadableClass } from "../mail/findings.ts";
import type { ConditionInput } from "./conditions/define-condition.ts";
import { dictionariesOf } from "./dictionaries-of.ts";
import { modifierOf } from "./modifiers/index.ts";
import { type NumberedTrace, TraceBook } from "./trace-book.ts";
import type { Directory, Facts, Judgement, Reason, Trace, Verdict } from "./types.ts";
import { closedClasses } from "./unreadable-classes.ts";

/** Judges a message for each recipient: the first match decides, the fixed last row otherwise; sees no text. */
export function evaluate(facts: Facts, policySet: PolicySet, directory: Directory, now: Date): Judgement {
  const inputFor = inputsOf(facts, policySet, directory, now);
  const traceBook = new TraceBook();
  const classes = closedClasses(facts);
  const traces: Trace[] = [];
  const known = new Map<string, number>();
  const verdicts = facts.envelope.recipients.map((recipient): Verdict => {
    const { traced, decision } = judgeRecipient(policySet, classes, inputFor(recipient), traceBook);
    const key = traced.map(({ number }) => number).join();
    const index = known.get(key) ?? traces.push({ policies: traced.map(({ trace }) => trace) }) - 1;
    known.set(key, index);
    return { recipient, ...decision, trace: index };
  });
  return { verdicts, traces };
}

/** What conditions may look at when a message is judged, recipient by recipient. */
export function inputsOf(
  facts: Facts,
  policySet: PolicySet,
  directory: Directory,
  now: Date,
): (recipient: string) => ConditionInput {
  const companyDomains = new Set(policySet.companyDomains);
  const dictionaries = dictionariesOf(policySet);
  return (recipient) => ({ facts, recipient, companyDomains, directory, dictionaries, now, inException: false });
}

type Decision = Omit<Verdict, "recipient" | "trace">;

function judgeRecipient(
  policySet: PolicySet,
  classes: readonly UnreadableClass[],
  input: ConditionInput,
  traceBook: TraceBook,
): { traced: NumberedTrace[]; decision: Decision } {
  const traced: NumberedTrace[] = [];
  const audited: string[] = [];
  let doubtful: Policy[] = [];
  let decided: Policy | null = null;
  for (const policy of policySet.policies) {
    const numbered = traceBook.trace(policy, input);
    traced.push(numbered);
    const { result } = numbered.trace;
    if (result === false) continue;
    if (policy.auditOnly) {
      if (result === true) audited.push(policy.id);
    } else if (result === "unknown") doubtful.push(policy);
    else {
      decided = policy;
      break;
    }
  }
  doubtful = doubtful.filter((policy) => !sameOutcome(policy, decided, policySet));
  const decision = decide(policySet, decided, doubtful, classes);
  return { traced, decision: { ...decision, auditedPolicyIds: audited } };
}

/** A doubtful policy matters only where it would have led elsewhere. */
function sameOutcome(doubtful: Policy, decided: Policy | null, { otherwise }: PolicySet): boolean {
  const outcome = decided ?? { ...otherwise, modifiers: [] };
  return (
    doubtful.disposition === outcome.disposition &&
    doubtful.encryptionProfile === outcome.encryptionProfile &&
    JSON.stringify(doubtful.modifiers) === JSON.stringify(outcome.modifiers)
  );
}

const nothing = { policyId: null, policyName: null, modifiers: [], additions: [], encryptionProfile: null } as const;

function decide(
  policySet: PolicySet,
  decided: Policy | null,
  doubtful: readonly Policy[],
  classes: readonly UnreadableClass[],
): Omit<Decision, "auditedPolicyIds"> {
  const closes = doubtful.length > 0 || (decided === null && classes.length > 0);
  const plain = {
    disposition: decided?.disposition ?? policySet.otherwise.disposition,
    policyId: decided?.id ?? null,
    policyName: decided?.name ?? null,
    reason: { kind: decided === null ? "otherwise" : "policy" } as Reason,
    modifiers: decided?.modifiers ?? [],
    additions: (decided?.modifiers ?? []).flatMap(({ type, settings }) => modifierOf(type)?.adds(settings) ?? []),
    encryptionProfile: (decided ?? policySet.otherwise).encryptionProfile ?? null,
  };
  if (!closes) return plain;
  const closed = closedBy(policySet, classes);
  if (strictness(plain.disposition) >= strictness(closed)) return plain;
  const reason: Reason = { kind: classes.length > 0 ? "unreadable" : "unknown", classes };
  return { ...nothing, disposition: closed, reason };
}

/** The strictest disposition of the classes found; encryption where an answer is unknown for another reason. */
function closedBy({ unreadable }: PolicySet, classes: readonly UnreadableClass[]): ClosedDisposition {
  return classes
    .map((one) => unreadable[one])
    .reduce<ClosedDisposition>(
      (strictest, one) => (strictness(one) > strictness(strictest) ? one : strictest),
      "encrypt",
    );
}

/** How little can leak, for the choice between two; sending and discarding never stand in for a closed message. */
function strictness(disposition: Disposition): number {
  return { send: 0, discard: 0, encrypt: 1, return: 2, hold: 3 }[disposition];
}
