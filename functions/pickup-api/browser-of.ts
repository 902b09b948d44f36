import type { Browser } from "../../src/accounts/session.ts";
import type { WebRequest } from "../middleware/route.ts";

const browsers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
];
const systems: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Android", /\bAndroid\b/],
  ["iOS", /\b(?:iPhone|iPad|iPod)\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
];

/** A browser and system by names of ours; nothing of what the browser wrote goes on. */
export function browserOf(request: Pick<WebRequest, "headers">): Browser {
  const agent = request.headers["user-agent"] ?? "";
  const find = (list: typeof browsers) => list.find(([, pattern]) => pattern.test(agent))?.[0];
  return { name: [find(browsers) ?? "Browser", find(systems)].filter(Boolean).join(", ") };
}
