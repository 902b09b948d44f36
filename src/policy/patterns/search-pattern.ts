import type { Expression } from "./expression.ts";
import type { SearchBudget } from "./search-budget.ts";

/** Longer texts are searched piece by piece, so that the budget is looked at in time. */
const PIECE = 65_536;
/** How far a match may reach beyond the piece in which it begins. */
const REACH = 4_096;
const MOST_HITS = 1_000;

/** Where a pattern matches; `complete` is false when hits or time ran out before the end. */
export type PatternHits = {
  readonly hits: readonly { readonly start: number; readonly end: number }[];
  readonly complete: boolean;
};

/** Finds a pattern in a text within the message's budget. */
export function searchPattern(expression: Expression, text: string, budget: SearchBudget): PatternHits {
  const allowed = budget.allow(expression, text.length);
  const passed = budget.clock();
  const hits: { start: number; end: number }[] = [];
  let complete = true;
  for (let from = 0; from < text.length && complete; ) {
    const next = pieceEnd(text, from);
    const piece = text.slice(from, next === text.length ? next : next + REACH);
    const matcher = expression.matcher(piece);
    while (complete && matcher.find()) {
      if (from + matcher.start() >= next) break;
      if (matcher.end() > matcher.start()) hits.push({ start: from + matcher.start(), end: from + matcher.end() });
      complete = hits.length < MOST_HITS && passed() < allowed;
    }
    complete &&= passed() < allowed;
    from = Math.max(next, hits.at(-1)?.end ?? 0);
  }
  budget.spend(expression, passed());
  return { hits, complete };
}

/** Pieces end at the end of a line where there is one. */
function pieceEnd(text: string, from: number): number {
  if (text.length - from <= PIECE + REACH) return text.length;
  const lineEnd = text.lastIndexOf("\n", from + PIECE);
  return lineEnd > from + PIECE / 2 ? lineEnd + 1 : from + PIECE;
}
