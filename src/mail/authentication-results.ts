import { asciiDomain } from "./addresses.ts";
import { rawHeaderValues } from "./header-fields.ts";
import type { HeaderField } from "./message.ts";

/** The header From domain that DMARC passed for, if the receiving service says so in its topmost field; null otherwise. */
export function dmarcPassDomain(headers: readonly HeaderField[]): string | null {
  for (const result of trustedResults(headers)) {
    const match = /^\s*dmarc=pass\s+(?:\S+\s+)*?header\.from=([^\s;@]+)\s*$/i.exec(result);
    if (match !== null) return asciiDomain(match[1] as string) || null;
  }
  return null;
}

/** Domains with dkim=pass in the topmost Authentication-Results field, if the receiving service wrote it. */
export function dkimPassDomains(headers: readonly HeaderField[]): string[] {
  const domains = trustedResults(headers).flatMap((result) => {
    const match = /^\s*dkim=pass\s+(?:\S+\s+)*?header\.[id]=(?:[^\s@;]*@)?([^\s;@]+)\s*/i.exec(result);
    return match === null ? [] : [asciiDomain(match[1] as string)];
  });
  return [...new Set(domains.filter((domain) => domain !== ""))];
}

function trustedResults(headers: readonly HeaderField[]): string[] {
  const top = rawHeaderValues(headers, "authentication-results")[0] ?? "";
  const [service, ...results] = top
    .replace(/"(?:[^"\\]|\\.)*"/g, "")
    .replace(/\([^()]*\)/g, " ")
    .split(";");
  const isWhole = (top.match(/"/g)?.length ?? 0) % 2 === 0;
  return service?.trim().toLowerCase() === "amazonses.com" && isWhole ? results : [];
}
