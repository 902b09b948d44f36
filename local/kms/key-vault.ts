import { generateKeyPairSync, randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ServiceError } from "../core/service.ts";
import type { KeySpec } from "./key-resources.ts";

const keyState = z.strictObject({ createdAt: z.coerce.date(), enabled: z.boolean() });

/** What is remembered of a key besides its material. */
export type KeyState = z.infer<typeof keyState>;

/** Key material and key state on disk. Material is read at each use: once its file is deleted, nothing it wrapped opens again. */
export class KeyVault {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the key once. A key whose state is known but whose file is gone was shredded and is not made again. */
  ensure(keyId: string, spec: KeySpec, now: Date): void {
    if (existsSync(this.#stateFile(keyId))) return;
    if (!existsSync(this.#keyFile(keyId))) writeDurably(this.#folder, this.#keyFile(keyId), newMaterial(spec));
    this.setState(keyId, { createdAt: now, enabled: true });
  }

  /** The 32 bytes of a key, or the private key in PKCS #8. */
  material(keyId: string): Buffer {
    try {
      return readFileSync(this.#keyFile(keyId));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
      throw new ServiceError("KMSInvalidStateException", `the material of key ${keyId} has been destroyed`);
    }
  }

  /** Whether the material still exists. */
  has(keyId: string): boolean {
    return existsSync(this.#keyFile(keyId));
  }

  /** The remembered state. */
  state(keyId: string): KeyState {
    return keyState.parse(JSON.parse(readFileSync(this.#stateFile(keyId), "utf8")));
  }

  /** Remembers a state across restarts. */
  setState(keyId: string, state: KeyState): void {
    writeDurably(this.#folder, this.#stateFile(keyId), Buffer.from(JSON.stringify(state)));
  }

  #keyFile(keyId: string): string {
    return join(this.#folder, `${keyId}.key`);
  }

  #stateFile(keyId: string): string {
    return join(this.#folder, `${keyId}.json`);
  }
}

function newMaterial(spec: KeySpec): Buffer {
  if (spec === "SYMMETRIC_DEFAULT") return randomBytes(32);
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return privateKey.export({ format: "der", type: "pkcs8" });
}

function writeDurably(folder: string, path: string, bytes: Buffer): void {
  const file = openSync(`${path}.tmp`, "w", 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.tmp`, path);
  const directory = openSync(folder, "r");
  fsyncSync(directory);
  closeSync(directory);
}
