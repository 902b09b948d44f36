/** One figure: what was measured, what it should be, and whether it is. */
export type Row = {
  readonly what: string;
  readonly measured: string;
  readonly goal: string;
  readonly outcome: "met" | "missed" | "not run" | "for information";
};

/** What one benchmark found. */
export type Report = { readonly title: string; readonly notes: readonly string[]; readonly rows: readonly Row[] };

/** A ratio that should be at least `goal`. */
export function atLeast(what: string, ratio: number, goal: number, details = ""): Row {
  const measured = `${ratio.toFixed(ratio < 0.1 ? 3 : 2)} ×${details === "" ? "" : ` (${details})`}`;
  return { what, measured, goal: `≥ ${goal} ×`, outcome: ratio >= goal ? "met" : "missed" };
}

/** A figure that should be at most `goal`. */
export function atMost(what: string, value: number, goal: number, unit: string, details = ""): Row {
  const measured = `${value.toFixed(2)} ${unit}${details === "" ? "" : ` (${details})`}`;
  return { what, measured, goal: `≤ ${goal} ${unit}`, outcome: value <= goal ? "met" : "missed" };
}

/** A figure without a goal. */
export function forInformation(what: string, measured: string): Row {
  return { what, measured, goal: "–", outcome: "for information" };
}

/** A peer that is not installed. */
export function notRun(what: string, why: string): Row {
  return { what, measured: why, goal: "–", outcome: "not run" };
}
