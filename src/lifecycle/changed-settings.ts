import { sameValue } from "./same-value.ts";

type Settings = Readonly<Record<string, unknown>>;

const longest = 200;
const mostShown = 10;

/** In lines, how the settings of an entry were changed; of long lists only what came and went. */
export function changedSettings(before: Settings, after: Settings): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const [old, now] = [before[key], after[key]];
    if (sameValue(old, now)) return [];
    if (Array.isArray(old) && Array.isArray(now)) return listChange(key, old, now);
    return [`${key}: ${shown(old)} → ${shown(now)}`];
  });
}

function listChange(key: string, before: readonly unknown[], after: readonly unknown[]): string[] {
  const old = new Set(before.map((item) => JSON.stringify(item)));
  const now = new Set(after.map((item) => JSON.stringify(item)));
  const lines = [
    ...some(
      key,
      "added",
      [...now].filter((item) => !old.has(item)),
    ),
    ...some(
      key,
      "removed",
      [...old].filter((item) => !now.has(item)),
    ),
  ];
  return lines.length > 0 ? lines : [`${key}: another order`];
}

function some(key: string, what: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const rest = items.length > mostShown ? ` and ${items.length - mostShown} more` : "";
  return [`${key}: ${items.length} ${what}: ${items.slice(0, mostShown).map(shortened).join(", ")}${rest}`];
}

function shown(value: unknown): string {
  return value === undefined ? "not set" : shortened(JSON.stringify(value));
}

function shortened(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
