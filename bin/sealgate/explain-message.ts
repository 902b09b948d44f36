import { findingKinds } from "../../src/mail/findings.ts";
import type {
  Evidence,
  Facts,
  Judgement,
  PolicyTrace,
  TraceNode,
  Truth,
  Verdict,
  Where,
} from "../../src/policy/types.ts";
import { printable } from "./printable.ts";

const outcomes = {
  encrypt: "encrypted",
  send: "sent unencrypted",
  discard: "discarded",
  return: "returned to the sender",
  hold: "held for review",
} as const;

const marks = new Map<Truth, string>([
  [true, "✔"],
  [false, "✘"],
  ["unknown", "?"],
]);

const MOST = 5;

/** What happens to one message and why, in lines for a reader; recipients judged alike stand together. */
export function explainMessage(file: string, { verdicts, traces }: Judgement, facts: Facts): string {
  const groups = Map.groupBy(verdicts, (verdict) => JSON.stringify({ ...verdict, recipient: "" }));
  const lines = [...groups.values()].flatMap((alike) => explainGroup(alike, traces));
  return [file, ...lines, ...explainFindings(facts), "", ""].map(printable).join("\n");
}

/** The line of a message that could not be judged. */
export function explainFailure(file: string, error: string): string {
  return `${printable(file)}\n  not judged: ${printable(error)}\n\n`;
}

function explainGroup(alike: readonly Verdict[], traces: Judgement["traces"]): string[] {
  const [verdict] = alike as [Verdict];
  const shown = alike.slice(0, MOST).map(({ recipient }) => recipient);
  const more = alike.length > MOST ? ` and ${alike.length - MOST} more` : "";
  const policies = traces[verdict.trace]?.policies ?? [];
  return [
    `  to ${shown.join(", ")}${more}`,
    `    ${outcomes[verdict.disposition]}: ${why(verdict)}`,
    ...policies.flatMap((policy) => explainPolicy(policy, verdict)),
  ];
}

function why({ reason, policyName, policyId }: Verdict): string {
  if (reason.kind === "policy") return `policy “${policyName}” (${policyId})`;
  if (reason.kind === "otherwise") return "no policy applies, so the last row decides";
  if (reason.kind === "unreadable") return `not everything could be read (${reason.classes.join(", ")})`;
  return "a policy could not be answered for certain";
}

function explainPolicy(policy: PolicyTrace, { policyId }: Verdict): string[] {
  const mark = marks.get(policy.result);
  const state = policy.inactive === undefined ? "" : policy.inactive === "disabled" ? ", disabled" : ", not in force";
  const title = `      ${mark} ${policy.name}${policy.auditOnly ? " (audit only)" : ""}${state}`;
  const whole = policy.policyId === policyId || policy.result !== false;
  const nodes = [policy.conditions, policy.exceptions].filter((node) => node !== undefined);
  if (!whole) return [title, ...reasonsAgainst(policy).map((line) => `        ${line}`)];
  return [title, ...nodes.flatMap((node, index) => explainNode(node, index === 1 ? "unless " : "", 4))];
}

/** The first condition that keeps a policy from applying. */
function reasonsAgainst({ conditions, exceptions }: PolicyTrace): string[] {
  if (conditions === undefined) return [];
  if (conditions.result !== false) return exceptions === undefined ? [] : explainNode(exceptions, "unless ", 0);
  const first =
    "group" in conditions && conditions.group === "all" ? conditions.of.find((one) => one.result === false) : null;
  return explainNode(first ?? conditions, "", 0);
}

function explainNode(node: TraceNode, before: string, depth: number): string[] {
  const indent = "  ".repeat(depth);
  const mark = marks.get(node.result);
  if ("group" in node) {
    if (node.group === "all" && before === "") return node.of.flatMap((child) => explainNode(child, "", depth));
    const of = node.of.flatMap((child) => explainNode(child, "", depth + 1));
    return [`${indent}${mark} ${before}${node.group} of`, ...of];
  }
  const compared = node.compared === undefined ? "" : ` (${printable(node.compared)})`;
  const evidence = (node.evidence ?? []).slice(0, MOST).map((one) => `${indent}    ${explainEvidence(one)}`);
  const rest = (node.evidence?.length ?? 0) - MOST;
  const more = rest > 0 ? [`${indent}    … and ${rest} more`] : [];
  return [`${indent}${mark} ${before}${printable(node.sentence)}${compared}`, ...evidence, ...more];
}

function explainEvidence({ redacted, where }: Evidence): string {
  return `${redacted} in ${placeOf(where)}`;
}

function placeOf({ scope, part, line, cell, view }: Where): string {
  const inPart = part === "" ? "" : `, part ${part}`;
  const spot = cell === undefined ? (line === undefined ? "" : `, line ${line}`) : `, cell ${cell}`;
  return `${scope === "names" ? "a file name" : `the ${scope}`}${inPart}${spot}${view === "hidden" ? " (hidden)" : ""}`;
}

function explainFindings({ findings }: Facts): string[] {
  const lines = findings.slice(0, 20).map(({ kind, part, detail }) => {
    const where = part === "" ? "" : ` in part ${part}`;
    return `  noticed: ${findingKinds[kind].label}${where} (${detail})`;
  });
  return findings.length > 20 ? [...lines, `  … and ${findings.length - 20} more findings`] : lines;
}
