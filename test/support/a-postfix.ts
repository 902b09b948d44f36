import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { selfSigned } from "../../local/smtp/certificate.ts";
import { eventually } from "./a-sealgate.ts";

/** How a Postfix differs from one that takes mail for everybody, offers no TLS and delivers it to nobody. */
export type PostfixOptions = {
  /** What it offers to those who hand mail in. */
  readonly offers?: "none" | "may" | "encrypt";
  /** The only TLS version it speaks. */
  readonly version?: "TLSv1.2" | "TLSv1.3";
  /** Sends all mail there: `none` in clear, `may` over TLS where it is offered, `encrypt` over TLS only. */
  readonly relay?: { readonly port: number; readonly tls: "none" | "may" | "encrypt" };
};

/** A Postfix of one test, with folders and a port of its own. */
export type APostfix = {
  readonly port: number;
  /** Its certificate, which nobody vouches for. */
  readonly certificate: string;
  log(): string;
  /** Waits until its log tells of it. */
  logged(pattern: RegExp): Promise<string>;
  close(): Promise<void>;
};

const isThere = existsSync("/usr/sbin/postfix") && process.getuid?.() === 0;

/** Why tests with Postfix cannot run here; false where they can, or where they must. */
export const withoutPostfix: string | false =
  isThere || process.env.SEALGATE_REQUIRE_POSTFIX === "1" ? false : "needs Postfix and root: apt-get install postfix";

/** Starts one. */
export async function aPostfix(options: PostfixOptions = {}): Promise<APostfix> {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-postfix-"));
  execFileSync("chmod", ["755", folder]);
  for (const part of ["conf", "queue", "data", "log"]) mkdirSync(join(folder, part));
  execFileSync("chown", ["postfix", join(folder, "data")]);
  const { key, cert } = selfSigned(["mx.partner.example", "localhost"], new Date());
  writeFileSync(join(folder, "conf", "key.pem"), `${key}${cert}`, { mode: 0o600 });
  const port = await freePort();
  writeFileSync(join(folder, "conf", "main.cf"), mainCf(folder, options));
  writeFileSync(join(folder, "conf", "master.cf"), masterCf(port));
  const run = (command: string) => execFileSync("/usr/sbin/postfix", ["-c", join(folder, "conf"), command], quiet);
  run("start");
  const log = () => readFileSync(join(folder, "log", "mail.log"), "utf8");
  return {
    port,
    certificate: cert,
    log,
    logged: (pattern) => eventually(`${pattern} in Postfix's log`, async () => pattern.exec(log())?.[0], 60),
    close: async () => {
      run("stop");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const quiet = { stdio: "ignore", timeout: 30_000 } as const;

function mainCf(folder: string, { offers = "none", version, relay }: PostfixOptions): string {
  const others = ["!SSLv2", "!SSLv3", "!TLSv1", "!TLSv1.1", "!TLSv1.2", "!TLSv1.3"];
  const protocols = others.filter((one) => version === undefined || one !== `!${version}`).join(", ");
  return settingsText({
    compatibility_level: "3.6",
    queue_directory: `${folder}/queue`,
    data_directory: `${folder}/data`,
    maillog_file: `${folder}/log/mail.log`,
    maillog_file_prefixes: folder,
    inet_interfaces: "127.0.0.1",
    inet_protocols: "ipv4",
    myhostname: relay ? "mx.company.example" : "mx.partner.example",
    mydestination: "",
    mynetworks: "127.0.0.0/8",
    alias_maps: "",
    local_recipient_maps: "",
    alias_database: "",
    default_transport: relay ? "smtp" : "discard",
    relayhost: relay ? `[127.0.0.1]:${relay.port}` : "",
    smtpd_relay_restrictions: "permit_mynetworks, reject",
    smtpd_tls_security_level: offers,
    smtpd_tls_chain_files: `${folder}/conf/key.pem`,
    smtpd_tls_loglevel: "1",
    smtpd_peername_lookup: "no",
    smtp_tls_security_level: relay?.tls ?? "none",
    smtp_tls_loglevel: "1",
    smtp_host_lookup: "native",
    minimal_backoff_time: "300s",
    ...(version && { smtpd_tls_protocols: protocols, smtpd_tls_mandatory_protocols: protocols }),
    ...(version && { smtp_tls_protocols: protocols, smtp_tls_mandatory_protocols: protocols }),
  });
}

function settingsText(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join("");
}

function masterCf(port: number): string {
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    "pickup unix n - n 60 1 pickup",
    "cleanup unix n - n - 0 cleanup",
    "qmgr unix n - n 300 1 qmgr",
    "tlsmgr unix - - n 1000? 1 tlsmgr",
    "rewrite unix - - n - - trivial-rewrite",
    ...["bounce", "defer", "trace"].map((name) => `${name} unix - - n - 0 bounce`),
    "verify unix - - n - 1 verify",
    "flush unix n - n 1000? 0 flush",
    "smtp unix - - n - - smtp",
    "relay unix - - n - - smtp",
    "error unix - - n - - error",
    "retry unix - - n - - error",
    "discard unix - - n - - discard",
    "anvil unix - - n - 1 anvil",
    "scache unix - - n - 1 scache",
    "postlog unix-dgram n - n - 1 postlogd",
  ];
  return `${services.join("\n")}\n`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
