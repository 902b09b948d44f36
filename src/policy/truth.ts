import type { Truth } from "./types.ts";

/** True when all are; false when any is false; otherwise unknown. */
export function allOf(values: readonly Truth[]): Truth {
  if (values.includes(false)) return false;
  return values.includes("unknown") ? "unknown" : true;
}

/** True when any is; false when all are; otherwise unknown. */
export function anyOf(values: readonly Truth[]): Truth {
  if (values.includes(true)) return true;
  return values.includes("unknown") ? "unknown" : false;
}

/** The opposite; unknown stays unknown. */
export function not(value: Truth): Truth {
  return value === "unknown" ? "unknown" : !value;
}
