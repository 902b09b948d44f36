import { printable } from "../printable.ts";
import type { DomainReport, HostReport } from "./check-domain.ts";

const verdicts: Readonly<Record<DomainReport["verdict"], string>> = {
  enforceable: "TLS can be enforced, with trusted certificates too (the smtp route).",
  "enforceable-any-certificate": "TLS can be enforced, but not with trusted certificates.",
  "not-enforceable": "Enforcing TLS would fail today: a server offers no TLS of 1.2 or later.",
  "no-mail": "The domain says that it takes no mail (null MX).",
  "not-known": "Whether TLS can be enforced is not known: no server could be reached.",
};

/** A report as people read it. */
export function reportWords(report: DomainReport): string {
  const { domain, hosts, mtaSts, tlsRpt, verdict } = report;
  const lines = [
    domain,
    "",
    ...hosts.flatMap(hostLines),
    ...(verdict === "no-mail" ? [] : [`  MTA-STS  ${stsWords(mtaSts)}`, `  TLSRPT   ${tlsRpt ?? "none"}`, ""]),
    verdicts[verdict],
    ...(verdict === "not-known"
      ? ["Many networks, and AWS Lambda, let nothing out on port 25: try another machine."]
      : []),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

function hostLines(host: HostReport): string[] {
  if (!host.reached) return [`  ${host.host}`, `    not reached (${host.why})`];
  if (host.tls === null) return [`  ${host.host}`, "    no STARTTLS"];
  const { version, cipher, trusted, problem, issuer, validTo } = host.tls;
  const words = trusted ? "trusted" : `not trusted (${problem})`;
  return [
    `  ${host.host}`,
    `    STARTTLS, TLS ${version}, ${cipher}`,
    `    certificate ${words}, by ${issuer || "nobody named"}, valid until ${validTo}`,
  ];
}

function stsWords(mtaSts: DomainReport["mtaSts"]): string {
  if (mtaSts === null) return "none";
  if ("broken" in mtaSts) return `announced, but its policy cannot be read (${mtaSts.broken})`;
  return `mode ${mtaSts.mode}${mtaSts.mx.length > 0 ? `, for ${mtaSts.mx.join(", ")}` : ""}`;
}
