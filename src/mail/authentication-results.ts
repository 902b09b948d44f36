import { asciiDomain } from "./addresses.ts";
import { rawHeaderValues } from "./header-fields.ts";
import type { HeaderField } from "./message.ts";

/** Domains with dkim=pass in the topmost Authentication-Results field, if the receiving service wrote it. */
export function dkimPassDomains(headers: readonly HeaderField[]): string[] {
  const top = rawHeaderValues(headers, "authentication-results")[0] ?? "";
  const [service, ...results] = top
    .replace(/"(?:[^"\\]|\\.)*"/g, "")
    .replace(/\([^()]*\)/g, " ")
    .split(";");
  if (service?.trim().toLowerCase() !== "amazonses.com" || (top.match(/"/g)?.length ?? 0) % 2 === 1) return [];
  const domains = results.flatMap((result) => {
    const match = /^\s*dkim=pass\s+(?:\S+\s+)*?header\.[id]=(?:[^\s@;]*@)?([^\s;@]+)\s*/i.exec(result);
    return match === null ? [] : [asciiDomain(match[1] as string)];
  });
  return [...new Set(domains.filter((domain) => domain !== ""))];
}
