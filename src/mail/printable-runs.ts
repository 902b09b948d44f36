import { ROW } from "./text-views.ts";

/** Printable stretches of bytes in no known format, wide characters included, each a row of its own. */
export function printableRuns(bytes: Buffer): string {
  const runs = bytes.toString("latin1").match(/(?:[ -~\t\r\n]\0{0,3}){6,}/g) ?? [];
  return runs.join(ROW).replaceAll("\0", "");
}
