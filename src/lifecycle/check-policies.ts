import { type DraftPolicies, type Problem, sections } from "../contracts/admin-api/drafts.ts";
import type { PolicySet } from "../contracts/policies.ts";
import { parsePolicies } from "../policy/parse-policies.ts";
import { type IngressProfile, unanswerable } from "../policy/unanswerable.ts";
import { sameValue } from "./same-value.ts";
import { idlePolicies } from "./unreachable.ts";

/** What the installation lays down for every version. */
export type CheckedAgainst = {
  readonly companyDomains: readonly string[];
  readonly ingress: IngressProfile;
  readonly today: string;
};

/** Usable policies, or null; and everything that is wrong or doubtful. */
export type CheckedPolicies = { readonly policySet: PolicySet | null; readonly problems: readonly Problem[] };

/** Checks a policies file but for its golden tests: shape, names, patterns, what can never be reached or answered. */
export function checkPolicies(policies: DraftPolicies, against: CheckedAgainst): CheckedPolicies {
  const parsed = parsePolicies(policies);
  const domains = domainProblems(policies.companyDomains, against.companyDomains);
  if (!parsed.ok) {
    const invalid = parsed.problems.map(({ path, message }) => placed(policies, "error", "invalid", path, message));
    return { policySet: null, problems: [...domains, ...invalid] };
  }
  const policySet = parsed.policies;
  const open = unanswerable(policySet, against.ingress).map(({ path, message }) =>
    placed(policies, "error", "unanswerable", path, message),
  );
  const idle = idlePolicies(policySet.policies, against.today).map(({ index, code, message }) =>
    placed(policies, "warning", code, `policies[${index}]`, message),
  );
  const problems = [...domains, ...open, ...idle, ...sameNames(policies)];
  return { policySet: problems.some(({ severity }) => severity === "error") ? null : policySet, problems };
}

function domainProblems(given: readonly string[], expected: readonly string[]): Problem[] {
  if (sameValue([...given].sort(), [...expected].sort())) return [];
  const message = `the company's domains are fixed at deployment: ${expected.join(", ")}`;
  return [{ severity: "error", code: "company-domains", message, path: "companyDomains" }];
}

/** Entries of one list that people cannot tell apart. */
function sameNames(policies: DraftPolicies): Problem[] {
  return sections.flatMap((section) => {
    const seen = new Set<string>();
    return policies[section].flatMap((entry, index) => {
      const name = nameOf(entry).trim().toLowerCase();
      if (!seen.has(name)) {
        seen.add(name);
        return [];
      }
      const message = "another one in this list has the same name";
      return [placed(policies, "warning", "same-name", `${section}[${index}]`, message)];
    });
  });
}

/** A problem at the entry that its path lies in. */
function placed(
  policies: DraftPolicies,
  severity: Problem["severity"],
  code: Problem["code"],
  path: string,
  message: string,
): Problem {
  const [, list = "", index = "", below = ""] = /^(\w+)\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
  const section = sections.find((one) => one === list);
  const entry = section && policies[section][Number(index)];
  if (section === undefined || entry === undefined) return { severity, code, message, path };
  return { severity, code, message, section, id: entry.id, name: nameOf(entry), path: below };
}

/** What an entry is called: its name, else its id. */
export function nameOf(entry: { readonly id: string; readonly [key: string]: unknown }): string {
  return typeof entry.name === "string" && entry.name !== "" ? entry.name : entry.id;
}
