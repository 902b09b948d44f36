import type { LocalCloud } from "./cloud.ts";
import type { Resource } from "./core/service.ts";

/** What a newcomer needs to know of a running cloud. */
export type Welcome = {
  readonly smtp: string;
  readonly portal: string;
  readonly console: string;
  readonly outbox: string;
  readonly userName: string;
  readonly operator: string;
  readonly gatewayDomain: string;
  readonly companyDomain: string;
  /** What the company's mail server puts into each message as proof. */
  readonly connectorSecret: string | undefined;
};

/** Collects it from the running cloud and its template. */
export function welcomeOf(
  cloud: LocalCloud,
  known: { readonly userName: string; readonly connectorSecret: string | undefined },
): Welcome {
  return {
    ...known,
    smtp: `127.0.0.1:${cloud.smtpPort}`,
    portal: `${cloud.originOf("mpc")}/mpc`,
    console: `${cloud.originOf("console")}/console`,
    outbox: `${cloud.originOf("outbox")}/`,
    operator: variableOf(cloud.resources, "OPERATOR_ADDRESS"),
    gatewayDomain: variableOf(cloud.resources, "GATEWAY_DOMAIN"),
    companyDomain: variableOf(cloud.resources, "COMPANY_DOMAINS").split(",")[0] ?? "",
  };
}

/** The one table that `npm start` prints. */
export function welcomeTable(welcome: Welcome): string {
  const rows = [
    ["Mail in (SMTP)", welcome.smtp],
    ["Message Pickup Center", welcome.portal],
    ["Console", welcome.console],
    ["  user name", welcome.userName],
    ["  one-time password", `in the first mail to ${welcome.operator}, see the outbox`],
    ["Outbox (every mail sent)", welcome.outbox],
  ];
  const width = Math.max(...rows.map(([name = ""]) => name.length));
  const table = rows.map(([name = "", value = ""]) => `  ${name.padEnd(width)}  ${value}`).join("\n");
  return `\nSealgate runs on this machine. Ctrl-C stops it.\n\n${table}\n\nSend a first mail:\n\n  ${swaks(welcome)}\n`;
}

function swaks({ smtp, companyDomain, gatewayDomain, connectorSecret }: Welcome): string {
  const words = [
    `swaks --server ${smtp} --tls`,
    `--from alice@${companyDomain} --to bob=partner.example@${gatewayDomain}`,
    `--header "To: bob@partner.example" --header "Subject: Your invoice"`,
    ...(connectorSecret === undefined ? [] : [`--header "X-Sealgate-Connector: ${connectorSecret}"`]),
    `--body "Card 4111 1111 1111 1111, expires 12/29"`,
  ];
  return words.join(" \\\n    ");
}

/** A declared environment variable, whichever function has it. */
export function variableOf(resources: readonly Resource[], name: string): string {
  for (const { type, properties } of resources) {
    if (type !== "AWS::Lambda::Function") continue;
    const variables = (properties.Environment as { Variables?: Record<string, string> } | undefined)?.Variables;
    if (variables?.[name] !== undefined) return variables[name];
  }
  return "";
}
