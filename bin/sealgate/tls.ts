import { promises as dns } from "node:dns";
import { parseArgs } from "node:util";
import { selector } from "../../src/contracts/tls-policies.ts";
import { tlsHelp } from "./help.ts";
import { checkDomain, type Outside } from "./tls/check-domain.ts";
import { dial } from "./tls/dial.ts";
import { firstOf } from "./tls/first-of.ts";
import { reportWords } from "./tls/report-words.ts";
import { UsageError } from "./usage-error.ts";

/** `sealgate tls check DOMAIN`. */
export async function tls(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const [action, given, ...others] = positionals;
  if (values.help || action === undefined) {
    process.stdout.write(tlsHelp);
    return;
  }
  if (action !== "check") throw new UsageError(`tls ${action} is not known; it is check`);
  if (given === undefined || others.length > 0) throw new UsageError("name one domain: sealgate tls check DOMAIN");
  const named = selector.safeParse({ kind: "domain", domain: given });
  if (!named.success || named.data.kind !== "domain")
    throw new UsageError(`${JSON.stringify(given)} is not a domain name such as partner.example`);
  const report = await checkDomain(named.data.domain, outsideOf(values.dns, portOf(values.port))).catch(
    (error: NodeJS.ErrnoException) => {
      throw new Error(whyNot(named.data.kind === "domain" ? named.data.domain : given, error), { cause: error });
    },
  );
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : reportWords(report));
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        dns: { type: "string" },
        port: { type: "string", default: "25" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}; sealgate tls --help lists the options`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535)
    throw new UsageError(`--port must be a port number up to 65535, not "${text}"`);
  return port;
}

function outsideOf(server: string | undefined, port: number): Outside {
  const resolver = new dns.Resolver({ timeout: 3_000, tries: 2 });
  try {
    if (server !== undefined) resolver.setServers([server]);
  } catch {
    throw new UsageError(`--dns must be the address of a name server such as 192.0.2.53, not "${server}"`);
  }
  return {
    mx: (domain) => serversOf(resolver, domain),
    txt: async (name) => (await resolver.resolveTxt(name)).map((parts) => parts.join("")),
    dial: (host) => dialByName(resolver, host, port),
    fetch: async (url) => {
      const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: "error" });
      if (!response.ok) throw new Error(`answered with status ${response.status}`);
      return firstOf(response, 65_536);
    },
  };
}

/** A domain without MX takes mail itself (RFC 5321 section 5.1). */
async function serversOf(resolver: dns.Resolver, domain: string): Promise<readonly string[]> {
  try {
    const records = await resolver.resolveMx(domain);
    return records.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => exchange);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENODATA") throw error;
    return [domain];
  }
}

async function dialByName(resolver: dns.Resolver, host: string, port: number) {
  const addresses = await resolver.resolve4(host).catch(() => resolver.resolve6(host));
  return dial(host, port, addresses[0]);
}

function whyNot(domain: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOTFOUND") return `the domain ${domain} does not exist`;
  const away = ["ECONNREFUSED", "ETIMEOUT", "ETIMEDOUT", "ENETUNREACH", "EAI_AGAIN", "ESERVFAIL", "EREFUSED"];
  if (away.includes(code ?? ""))
    return `no name server answers (${code}): there is no network here, or it lets no DNS through; nothing is known of ${domain}`;
  return message;
}
