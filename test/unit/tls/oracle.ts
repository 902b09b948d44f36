/** A policy of the matrix, in words of its own: what it names is spelled by kind only. */
export type OraclePolicy = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly when: "always" | "past" | "now" | "future" | "off";
  readonly override: boolean;
  readonly both: boolean;
  readonly net: "any" | "/8" | "/24" | "elsewhere";
  readonly age: number;
};

/** Kinds that name alice (inside), bob (outside), or nobody of them; with how much they weigh. */
export const kinds: readonly { readonly name: string; readonly weight: string; readonly names: string }[] = [
  { name: "everyone", weight: "0", names: "alice bob" },
  { name: "internal", weight: "1", names: "alice" },
  { name: "external", weight: "1", names: "bob" },
  { name: "domain-in", weight: "2", names: "alice" },
  { name: "domain-out", weight: "2", names: "bob" },
  { name: "group-in", weight: "3", names: "alice" },
  { name: "group-out", weight: "3", names: "bob" },
  { name: "attribute-in", weight: "4", names: "alice" },
  { name: "attribute-out", weight: "4", names: "bob" },
  { name: "alice", weight: "5", names: "alice" },
  { name: "bob", weight: "5", names: "bob" },
  { name: "carol", weight: "5", names: "" },
];

const kind = (name: string) => kinds.find((one) => one.name === name) ?? kinds[0];

/** Who wins for mail from alice to bob out of 203.0.113.0/24: the greatest key, written as text. */
export function oracle(policies: readonly OraclePolicy[]): string {
  const keys = policies.flatMap((policy) => {
    if (policy.when !== "always" && policy.when !== "now") return [];
    if (policy.net === "elsewhere") return [];
    const straight = names(policy.from, "alice") && names(policy.to, "bob");
    const turned = policy.both && names(policy.from, "bob") && names(policy.to, "alice");
    if (!straight && !turned) return [];
    const width = { any: "00", "/8": "08", "/24": "24", elsewhere: "" }[policy.net];
    const sides = `${kind(policy.from)?.weight}${kind(policy.to)?.weight}`;
    return [{ id: policy.id, key: `${policy.override ? 1 : 0}${sides}${width}${policy.age}` }];
  });
  const best = keys
    .map(({ key }) => key)
    .sort()
    .at(-1);
  const [first] = keys
    .filter(({ key }) => key === best)
    .map(({ id }) => id)
    .sort();
  return first ?? "built-in";
}

const names = (name: string, who: string) => kind(name)?.names.split(" ").includes(who) === true;
