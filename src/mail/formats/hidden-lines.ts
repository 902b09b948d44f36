import { cleanText, ROW } from "../text-views.ts";
import type { FormatText } from "./format.ts";

/** Words that stand alone, each on a row of its own: nothing is read across two of them. */
export function hiddenLines(lines: readonly string[], place: string): FormatText[] {
  return lines.length === 0 ? [] : [{ view: "hidden", text: lines.map(cleanText).join(ROW), place }];
}
