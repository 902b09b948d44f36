import type { PolicySet } from "../contracts/policies.ts";
import { patternProblem } from "./patterns/compile-pattern.ts";

/** What is wrong beyond the shape of a policies file, and where. */
export type ReferenceProblem = { readonly path: readonly PropertyKey[]; readonly message: string };

/** Names that lead nowhere, groups in a circle, and patterns that the engine refuses. */
export function* checkReferences(policySet: PolicySet): Generator<ReferenceProblem> {
  yield* profileProblems(policySet);
  yield* dictionaryProblems(policySet);
  yield* groupProblems(policySet);
}

/** Every profile that is named must be there; `default` always is. */
function* profileProblems({ policies, otherwise, encryptionProfiles }: PolicySet): Generator<ReferenceProblem> {
  const known = new Set(["default", ...encryptionProfiles.map(({ id }) => id)]);
  const named: [PropertyKey[], string | undefined][] = [
    ...policies.map((one, index): [PropertyKey[], string | undefined] => [["policies", index], one.encryptionProfile]),
    [["otherwise"], otherwise.encryptionProfile],
  ];
  for (const [path, id] of named) {
    if (id === undefined || known.has(id)) continue;
    const message = `there is no encryption profile ${JSON.stringify(id)}`;
    yield { path: [...path, "encryptionProfile"], message };
  }
}

function* dictionaryProblems({ dictionaries }: PolicySet): Generator<ReferenceProblem> {
  for (const [index, { entries }] of dictionaries.entries()) {
    for (const [at, { pattern }] of entries.entries()) {
      const problem = pattern === undefined ? null : patternProblem(pattern);
      if (problem !== null) yield { path: ["dictionaries", index, "entries", at, "pattern"], message: problem };
    }
  }
}

function* groupProblems({ groups }: PolicySet): Generator<ReferenceProblem> {
  const byId = new Map(groups.map((group) => [group.id, group]));
  for (const [index, { id, groups: inner }] of groups.entries()) {
    for (const [at, name] of inner.entries()) {
      const path = ["groups", index, "groups", at];
      if (!byId.has(name)) yield { path, message: `there is no group ${JSON.stringify(name)}` };
      const circle = wayBack(byId, name, id);
      if (circle === null) continue;
      yield { path, message: `a group cannot lie in itself: ${[id, ...circle].join(" → ")}` };
      return;
    }
  }
}

/** How a group is reached from another, or null. */
function wayBack(
  byId: ReadonlyMap<string, { readonly groups: readonly string[] }>,
  from: string,
  to: string,
): string[] | null {
  const ways = new Map<string, string[]>([[from, [from]]]);
  for (const [id, way] of ways) {
    if (id === to) return way;
    for (const inner of byId.get(id)?.groups ?? []) if (!ways.has(inner)) ways.set(inner, [...way, inner]);
  }
  return null;
}
