import type { Difference, DraftEntry, DraftPolicies } from "../contracts/admin-api/drafts.ts";
import { sections } from "../contracts/admin-api/drafts.ts";
import { changedSettings } from "./changed-settings.ts";
import { nameOf } from "./check-policies.ts";
import { movedEntries } from "./moved-entries.ts";
import { sameValue } from "./same-value.ts";
import { sentenceOf } from "./sentence-of.ts";
import { withDefaults } from "./with-defaults.ts";

const singles = ["companyDomains", "otherwise", "unreadable"] as const;

/** What one policies file says differently from another, entry by entry. */
export function diffPolicies(one: DraftPolicies, other: DraftPolicies): Difference[] {
  const [before, after] = [withDefaults(one), withDefaults(other)];
  return [
    ...sections.flatMap((section) => diffSection(section, before, after)),
    ...singles.flatMap((key) => {
      if (sameValue(before[key], after[key])) return [];
      const details = changedSettings({ [key]: before[key] }, { [key]: after[key] });
      return [{ section: key, id: key, name: singleNames[key], kind: "changed" as const, details }];
    }),
    ...diffPeople(before.attributes, after.attributes),
  ];
}

const singleNames = {
  companyDomains: "Company domains",
  otherwise: "Otherwise",
  unreadable: "What could not be read",
} as const;

function diffSection(section: (typeof sections)[number], before: DraftPolicies, after: DraftPolicies): Difference[] {
  const old = new Map(before[section].map((entry) => [entry.id, entry]));
  const now = new Map(after[section].map((entry) => [entry.id, entry]));
  const moved = section === "policies" ? movedEntries([...old.keys()], [...now.keys()]) : new Set<string>();
  const words = (entry: DraftEntry, among: DraftPolicies) =>
    section === "policies" ? sentenceOf(entry, among).sentence : undefined;
  const found: Difference[] = [];
  for (const [id, entry] of now) {
    const known = old.get(id);
    const common = { section, id, name: nameOf(entry) };
    if (known === undefined) found.push({ ...common, kind: "added", after: words(entry, after), details: [] });
    else if (!sameValue(known, entry)) {
      const details = changedSettings(known, entry);
      found.push({ ...common, kind: "changed", before: words(known, before), after: words(entry, after), details });
    }
    if (moved.has(id)) {
      const place = (ids: Iterable<string>) => [...ids].indexOf(id) + 1;
      found.push({ ...common, kind: "moved", details: [`from place ${place(old.keys())} to ${place(now.keys())}`] });
    }
  }
  for (const [id, entry] of old) {
    if (!now.has(id))
      found.push({ section, id, name: nameOf(entry), kind: "removed", before: words(entry, before), details: [] });
  }
  return found;
}

function diffPeople(before: DraftPolicies["attributes"], after: DraftPolicies["attributes"]): Difference[] {
  const all = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...all].filter((address) => !sameValue(before[address], after[address]));
  if (changed.length === 0) return [];
  const shown = changed.slice(0, 20).map((address) => {
    if (before[address] === undefined) return `${address} added`;
    return after[address] === undefined ? `${address} removed` : `${address} changed`;
  });
  const rest = changed.length > shown.length ? [`and ${changed.length - shown.length} more`] : [];
  return [{ section: "attributes", id: "attributes", name: "People", kind: "changed", details: [...shown, ...rest] }];
}
