import type { StartTls } from "./dial.ts";

/** What a look at a domain needs of the outside. */
export type Outside = {
  /** Hosts by preference; empty: the domain names none. Throws with the DNS error's code. */
  mx(domain: string): Promise<readonly string[]>;
  txt(name: string): Promise<readonly string[]>;
  dial(host: string): Promise<StartTls>;
  /** The text of a page; throws when it cannot be had. */
  fetch(url: string): Promise<string>;
};

/** What a mail server offers, or why it could not be asked. */
export type HostReport = { readonly host: string } & (
  | ({ readonly reached: true } & StartTls)
  | { readonly reached: false; readonly why: string }
);

/** What a domain publishes about the TLS of its mail. */
export type DomainReport = {
  readonly domain: string;
  readonly hosts: readonly HostReport[];
  /** The mode of its MTA-STS policy (RFC 8461); null: it has none. */
  readonly mtaSts: { readonly mode: string; readonly mx: readonly string[] } | { readonly broken: string } | null;
  /** Where it wants reports about failed TLS (RFC 8460). */
  readonly tlsRpt: string | null;
  readonly verdict: "enforceable" | "enforceable-any-certificate" | "not-enforceable" | "no-mail" | "not-known";
};

/** Looks up how mail to a domain can be delivered over TLS. */
export async function checkDomain(domain: string, outside: Outside): Promise<DomainReport> {
  const named = await outside.mx(domain);
  if (named.length === 1 && named[0] === "") return { ...nothing, domain, verdict: "no-mail" };
  const hosts = await Promise.all(named.map((host) => lookAt(host, outside)));
  const [mtaSts, tlsRpt] = await Promise.all([mtaStsOf(domain, outside), tlsRptOf(domain, outside)]);
  return { domain, hosts, mtaSts, tlsRpt, verdict: verdictOn(hosts) };
}

const nothing = { hosts: [], mtaSts: null, tlsRpt: null } as const;

async function lookAt(host: string, { dial }: Outside): Promise<HostReport> {
  try {
    return { host, reached: true, ...(await dial(host)) };
  } catch (error) {
    return { host, reached: false, why: wordsOf(error) };
  }
}

/** Mail may go to any of the servers, so the weakest counts. */
function verdictOn(hosts: readonly HostReport[]): DomainReport["verdict"] {
  const reached = hosts.flatMap((host) => (host.reached ? [host] : []));
  if (reached.length === 0) return "not-known";
  if (reached.some(({ tls }) => tls === null)) return "not-enforceable";
  return reached.every(({ tls }) => tls?.trusted) ? "enforceable" : "enforceable-any-certificate";
}

async function mtaStsOf(domain: string, outside: Outside): Promise<DomainReport["mtaSts"]> {
  const records = await noneIfAbsent(outside.txt(`_mta-sts.${domain}`));
  if (!records.some((text) => /^v=STSv1\s*;/.test(text))) return null;
  try {
    const policy = await outside.fetch(`https://mta-sts.${domain}/.well-known/mta-sts.txt`);
    const values = (name: string) =>
      [...policy.matchAll(new RegExp(`^${name}:[ \\t]*(\\S+)`, "gm"))].map(([, value = ""]) => value);
    return { mode: values("mode")[0] ?? "none", mx: values("mx") };
  } catch (error) {
    return { broken: wordsOf(error) };
  }
}

async function tlsRptOf(domain: string, outside: Outside): Promise<string | null> {
  const records = await noneIfAbsent(outside.txt(`_smtp._tls.${domain}`));
  return records.map((text) => /^v=TLSRPTv1\s*;.*\brua=(\S+?);?\s*$/.exec(text)?.[1]).find(Boolean) ?? null;
}

async function noneIfAbsent(records: Promise<readonly string[]>): Promise<readonly string[]> {
  return records.catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOTFOUND" || error.code === "ENODATA") return [];
    throw error;
  });
}

function wordsOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? message : `${code}: ${message}`;
}
