import type { ConditionNode } from "../contracts/policies.ts";
import { groupOf } from "../policy/walk-conditions.ts";
import { sameValue } from "./same-value.ts";

/**
 * Whether one condition is true whenever another is, as far as their form shows: "no" means only that it does not show.
 */
export function covers(wide: ConditionNode, narrow: ConditionNode): boolean {
  if (sameValue(wide, narrow)) return true;
  const outer = groupOf(wide);
  const inner = groupOf(narrow);
  if (inner?.group === "any") return inner.of.every((one) => covers(wide, one));
  if (outer?.group === "all") return outer.of.every((one) => covers(one, narrow));
  if (inner?.group === "all" && inner.of.some((one) => covers(wide, one))) return true;
  if (outer?.group === "any") return outer.of.some((one) => covers(one, narrow));
  if (outer?.group === "none" && inner?.group === "none") {
    return outer.of.every((one) => inner.of.some((other) => covers(other, one)));
  }
  return outer === null && inner === null && leafCovers(wide as Leaf, narrow as Leaf);
}

type Leaf = Extract<ConditionNode, { type: string }>;
type Settings = Readonly<Record<string, unknown>>;

/** Settings by which a longer list lets more through, and numbers by which a smaller one does. */
const growing = new Set([
  ...["addresses", "domains", "groups", "values", "networks", "triggers", "words", "scopes", "kinds", "patterns"],
  ...["extensions", "classes", "findings", "hours"],
]);
const shrinking = new Set(["minimum", "atLeast", "activationScore"]);

function leafCovers(wide: Leaf, narrow: Leaf): boolean {
  if (wide.type !== narrow.type) return false;
  const keys = new Set([...Object.keys(wide.settings), ...Object.keys(narrow.settings)]);
  return [...keys].every((key) => settingCovers(key, wide.settings, narrow.settings));
}

function settingCovers(key: string, wide: Settings, narrow: Settings): boolean {
  const [more, less] = [wide[key], narrow[key]];
  if (sameValue(more, less)) return true;
  if (Array.isArray(more) && Array.isArray(less) && (growing.has(key) || key === "is")) {
    return less.every((one) => more.some((other) => sameValue(one, other)));
  }
  if (shrinking.has(key)) return more === undefined || (less !== undefined && Number(more) <= Number(less));
  if (key === "atMost") return more === undefined || (less !== undefined && Number(more) >= Number(less));
  if (key === "subdomains" || key === "wholeWords" || key === "matchCase") return (key === "subdomains") === more;
  if (key === "confidence") return confidence.indexOf(String(more)) <= confidence.indexOf(String(less));
  return key === "exclude" && more === undefined;
}

const confidence = ["low", "medium", "high"];
