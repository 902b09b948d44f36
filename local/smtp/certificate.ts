import { generateKeyPairSync, randomBytes, sign, X509Certificate } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bitString, der, integer, octetString, oid, sequence, set, time, utf8 } from "./der.ts";

/** What a TLS server needs, in PEM. */
export type KeyAndCertificate = { readonly key: string; readonly cert: string };

const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const COMMON_NAME = "2.5.4.3";
const ALTERNATIVE_NAMES = "2.5.29.17";
const YEARS = 10;

/** Makes a self-signed certificate (RFC 5280, version 3) on a new P-256 key. */
export function selfSigned(names: readonly string[], now: Date): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(oid(ECDSA_WITH_SHA256));
  const name = sequence(set(sequence(oid(COMMON_NAME), utf8(names[0] ?? "localhost"))));
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() + YEARS);
  const dnsNames = sequence(...names.map((one) => der(0x82, Buffer.from(one))));
  const toBeSigned = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    sequence(time(new Date(now.getTime() - 86_400_000)), time(until)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(oid(ALTERNATIVE_NAMES), octetString(dnsNames)))),
  );
  const certificate = sequence(toBeSigned, algorithm, bitString(sign("sha256", toBeSigned, privateKey)));
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: new X509Certificate(certificate).toString(),
  };
}

/** The folder's certificate, made at the first start. */
export function keptCertificate(folder: string, names: readonly string[], now: Date): KeyAndCertificate {
  const file = join(folder, "certificate.json");
  if (!existsSync(file)) writeFileSync(file, JSON.stringify(selfSigned(names, now)), { mode: 0o600 });
  return JSON.parse(readFileSync(file, "utf8"));
}
