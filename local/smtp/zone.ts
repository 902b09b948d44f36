import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Looks a DNS name up as `dns.promises.resolve` does, with its error codes. */
export type Resolver = (name: string, type: string) => Promise<unknown>;

/** What a mail client needs to sign as a domain. */
export type DkimKey = { readonly domainName: string; readonly keySelector: string; readonly privateKey: string };

const SELECTOR = "local";

/** The domain's DKIM key of this machine, made on first use; its public half is in the folder's zone. */
export function dkimKey(folder: string, domainName: string): DkimKey {
  const file = join(folder, "dkim", `${domainName}.pem`);
  if (!existsSync(file)) {
    mkdirSync(join(folder, "dkim"), { recursive: true });
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    const key = publicKey.export({ type: "spki", format: "der" }).toString("base64");
    publish(folder, `${SELECTOR}._domainkey.${domainName}`, `v=DKIM1; k=rsa; p=${key}`);
  }
  return { domainName, keySelector: SELECTOR, privateKey: readFileSync(file, "utf8") };
}

/** Adds a TXT record to the folder's zone. */
function publish(folder: string, name: string, text: string): void {
  const zone = readZone(folder);
  zone[name.toLowerCase()] = [...(zone[name.toLowerCase()] ?? []), text];
  writeFileSync(zoneFile(folder), JSON.stringify(zone, undefined, 2));
}

/** Answers TXT from the folder's zone file (`{"name": ["text"]}`); knows nothing else and asks no network. */
export function zoneResolver(folder: string): Resolver {
  return async (name, type) => {
    const texts = type === "TXT" ? readZone(folder)[name.toLowerCase().replace(/\.$/, "")] : undefined;
    if (texts === undefined)
      throw Object.assign(new Error(`${type} ${name}: not in the local zone`), { code: "ENOTFOUND" });
    return texts.map((text) => [text]);
  };
}

const zoneFile = (folder: string) => join(folder, "zone.json");

function readZone(folder: string): Record<string, string[]> {
  return existsSync(zoneFile(folder)) ? JSON.parse(readFileSync(zoneFile(folder), "utf8")) : {};
}
