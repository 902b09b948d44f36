import { type TlsPolicySet, tlsPolicySet } from "../contracts/tls-policies.ts";
import { checkPolicy, type PolicyChecks } from "./check-policy.ts";
import { hasHostBits, parseCidr, tidyCidr } from "./cidr.ts";
import { isTimeZone } from "./local-time.ts";
import { pathText, type TlsProblem } from "./problem.ts";
import type { TlsPolicyFrame } from "./types.ts";

/** The outcome: usable policies with all defaults filled in, or every problem. */
export type ParsedTlsPolicies =
  | { readonly ok: true; readonly policies: TlsPolicySet }
  | { readonly ok: false; readonly problems: readonly TlsProblem[] };

/** What policies are checked against besides their shape; `saved` are those in force, which may have ended since. */
export type ParseSettings = Omit<PolicyChecks, "unchanged"> & { readonly saved?: TlsPolicySet | null };

/** Parses TLS policies; every problem names its place and says what to write instead. */
export function parseTlsPolicies(value: unknown, settings: ParseSettings): ParsedTlsPolicies {
  if (!isTimeZone(settings.timeZone))
    return { ok: false, problems: [{ path: "timeZone", message: "must be a time zone such as Europe/Berlin" }] };
  const shape = tlsPolicySet.safeParse(value);
  if (!shape.success) {
    return { ok: false, problems: shape.error.issues.map(({ path, message }) => ({ path: pathText(path), message })) };
  }
  const problems = (["receipt", "delivery"] as const).flatMap((list) =>
    checkList(shape.data[list], list, settings.saved?.[list] ?? [], settings),
  );
  return problems.length > 0 ? { ok: false, problems } : { ok: true, policies: shape.data };
}

function checkList(
  policies: readonly TlsPolicyFrame[],
  list: string,
  saved: readonly TlsPolicyFrame[],
  settings: ParseSettings,
): TlsProblem[] {
  const seen = new Map<string, number>();
  const known = new Set(saved.map((policy) => JSON.stringify(policy)));
  return policies.flatMap((policy, index) => {
    const first = seen.get(policy.id);
    if (first === undefined) seen.set(policy.id, index);
    const path = `${list}[${index}]`;
    const twice = first === undefined ? [] : [duplicate(`${path}.id`, policy.id, `${list}[${first}]`)];
    const unchanged = known.has(JSON.stringify(policy));
    return [...twice, ...checkRanges(policy, path), ...checkPolicy(policy, path, { ...settings, unchanged })];
  });
}

function duplicate(path: string, id: string, other: string): TlsProblem {
  return { path, message: `the id ${JSON.stringify(id)} is used by ${other} too` };
}

function checkRanges({ sourceRanges }: TlsPolicyFrame, path: string): TlsProblem[] {
  return sourceRanges.flatMap((range, index) => {
    const cidr = parseCidr(range);
    if (cidr !== null && !hasHostBits(cidr)) return [];
    const message =
      cidr === null
        ? "must be a network such as 203.0.113.0/24 or 2001:db8::/32"
        : `has bits set behind its prefix; write ${tidyCidr(cidr)}`;
    return [{ path: `${path}.sourceRanges[${index}]`, message }];
  });
}
