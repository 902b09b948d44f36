import { createPublicKey, type KeyObject } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { parseArgs } from "node:util";
import { verifyAuditFile } from "../../src/audit/verify.ts";
import { auditHelp } from "./help.ts";
import { UsageError } from "./usage-error.ts";

/** `sealgate audit export` and `sealgate audit verify`. */
export async function audit(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const [action, file, ...others] = positionals;
  if (values.help || action === undefined) {
    process.stdout.write(auditHelp);
    return;
  }
  if (others.length > 0) throw new UsageError(`one file at a time, please: ${others[0]} is one too many`);
  if (action === "export") {
    const { exportLog } = await import("./export-audit.ts");
    return exportLog(file, { url: values.url, keyFile: values["key-file"] });
  }
  if (action !== "verify") throw new UsageError(`audit ${action} is not known; it is export or verify`);
  if (file === undefined) throw new UsageError("name one exported log: sealgate audit verify FILE");
  return verifyLog(file, values.key);
}

async function verifyLog(file: string, key: string | undefined): Promise<void> {
  const trusted = key === undefined ? undefined : readKey(key);
  const result = await verifyAuditFile(await linesOf(file), trusted);
  if (result.kind === "broken") {
    throw new Error(`the log is broken at entry ${result.seq} (line ${result.line}): ${result.why}`);
  }
  const { entries, withoutValues, roots, signedUpTo, fingerprint } = result;
  const unsigned = entries - signedUpTo;
  process.stdout.write(
    [
      `The log is whole: ${entries} entries, each follows from the one before.`,
      roots === 0
        ? "No day of it was signed yet."
        : `Signed on ${roots} days, up to entry ${signedUpTo}; ${unsigned} newer ${unsigned === 1 ? "entry is" : "entries are"} not signed yet.`,
      ...(withoutValues === 0 ? [] : [`The values of ${withoutValues} changes were erased; their hashes hold.`]),
      `Key ${key === undefined ? "in the file" : "given"}: SHA-256 ${fingerprint}`,
      "",
    ].join("\n"),
  );
}

async function linesOf(file: string): Promise<AsyncIterable<string>> {
  const input = file === "-" ? process.stdin : await opened(file);
  return createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}

async function opened(file: string): Promise<Readable> {
  const stream = createReadStream(file);
  await new Promise<void>((resolve, reject) => {
    stream.once("open", () => resolve());
    stream.once("error", (error) => reject(new UsageError(`${file} cannot be read: ${error.message}`)));
  });
  return stream;
}

function readKey(file: string): KeyObject {
  try {
    const bytes = readFileSync(file);
    if (bytes.includes("-----BEGIN")) return createPublicKey(bytes);
    return createPublicKey({ key: bytes, format: "der", type: "spki" });
  } catch (error) {
    throw new UsageError(`${file} is no public key: ${(error as Error).message}`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        key: { type: "string" },
        url: { type: "string" },
        "key-file": { type: "string" },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}; sealgate audit --help lists the options`);
  }
}
