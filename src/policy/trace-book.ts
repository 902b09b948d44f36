import type { Policy } from "../contracts/policies.ts";
import type { ConditionInput } from "./conditions/define-condition.ts";
import { conditionOf } from "./conditions/index.ts";
import { type SharedResults, tracePolicy } from "./trace-policy.ts";
import type { PolicyTrace, TraceNode } from "./types.ts";
import { leavesOf } from "./walk-conditions.ts";

/** A policy's trace, and a number that equal traces share. */
export type NumberedTrace = { readonly trace: PolicyTrace; readonly number: number };

const perRecipient = new WeakMap<Policy, boolean>();

/** Traces of one message: what is the same for all recipients is judged once, and equal traces are kept once. */
export class TraceBook {
  readonly #shared: SharedResults = new Map();
  readonly #forAll = new Map<Policy, NumberedTrace>();
  readonly #variants = new Map<Policy, Map<string, NumberedTrace>>();
  #numbers = 0;

  /** Judges a policy for the recipient of the input. */
  trace(policy: Policy, input: ConditionInput): NumberedTrace {
    const known = this.#forAll.get(policy);
    if (known !== undefined) return known;
    const trace = tracePolicy(policy, input, this.#shared);
    if (!dependsOnRecipient(policy)) {
      const numbered = this.#number(trace);
      this.#forAll.set(policy, numbered);
      return numbered;
    }
    const variants = this.#variants.get(policy) ?? new Map<string, NumberedTrace>();
    this.#variants.set(policy, variants);
    const key = `${keyOf(trace.conditions)}|${keyOf(trace.exceptions)}`;
    const numbered = variants.get(key) ?? this.#number(trace);
    variants.set(key, numbered);
    return numbered;
  }

  #number(trace: PolicyTrace): NumberedTrace {
    this.#numbers += 1;
    return { trace, number: this.#numbers };
  }
}

function dependsOnRecipient(policy: Policy): boolean {
  const known = perRecipient.get(policy);
  if (known !== undefined) return known;
  const nodes = policy.exceptions === undefined ? [policy.conditions] : [policy.conditions, policy.exceptions];
  const depends = nodes.some((node) => [...leavesOf(node)].some(({ type }) => conditionOf(type)?.perRecipient));
  perRecipient.set(policy, depends);
  return depends;
}

/** Tells traces of one policy apart. */
function keyOf(node: TraceNode | undefined): string {
  if (node === undefined) return "";
  if ("group" in node) return node.of.map(keyOf).join(";");
  return `${node.result} ${node.compared ?? ""}`;
}
