/** The fewest entries that must have been moved to come from one order to another; new and removed ones do not count. */
export function movedEntries(before: readonly string[], after: readonly string[]): Set<string> {
  const place = new Map(before.map((id, index) => [id, index]));
  const common = after.filter((id) => place.has(id));
  const kept = longestGrowing(common.map((id) => place.get(id) as number));
  return new Set(common.filter((_, index) => !kept.has(index)));
}

/** Indexes of a longest growing run of numbers (patience sorting). */
function longestGrowing(numbers: readonly number[]): Set<number> {
  const tops: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, number] of numbers.entries()) {
    let pile = tops.findIndex((top) => (numbers[top] as number) >= number);
    if (pile < 0) pile = tops.length;
    previous[index] = pile > 0 ? tops[pile - 1] : undefined;
    tops[pile] = index;
  }
  const kept = new Set<number>();
  for (let at = tops.at(-1); at !== undefined; at = previous[at]) kept.add(at);
  return kept;
}
