import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Caller, Credentials, Deployment } from "./service.ts";

/** Who holds an access key. */
export type Holder = { readonly credentials: Credentials; readonly caller: Caller };

/** Access keys of this cloud; the same after a restart, because they are derived from one secret on disk. */
export class KeyRing {
  readonly #seed: Buffer;
  readonly #deployment: Deployment;
  readonly #holders = new Map<string, Holder>();
  readonly owner: Credentials;

  constructor(folder: string, deployment: Deployment) {
    this.#seed = readSeed(folder);
    this.#deployment = deployment;
    const arn = `arn:aws:iam::${deployment.accountId}:root`;
    this.owner = this.#add(
      { accessKeyId: this.#id("AKIA", arn), secretAccessKey: this.#secret(arn) },
      { kind: "owner", arn },
    );
  }

  /** Credentials of one session of a role, as the Lambda service hands them to a function. */
  forRole(roleArn: string, sessionName: string): Credentials {
    const sessionArn = sessionArnOf(roleArn, sessionName, this.#deployment);
    const credentials = {
      accessKeyId: this.#id("ASIA", sessionArn),
      secretAccessKey: this.#secret(sessionArn),
      sessionToken: this.#derive("token", sessionArn).toString("base64"),
    };
    return this.#add(credentials, { kind: "role", roleArn, sessionArn });
  }

  /** The holder of a key, or undefined when this cloud never gave it out. */
  find(accessKeyId: string): Holder | undefined {
    return this.#holders.get(accessKeyId);
  }

  #add(credentials: Credentials, caller: Caller): Credentials {
    this.#holders.set(credentials.accessKeyId, { credentials, caller });
    return credentials;
  }

  #id(prefix: string, arn: string): string {
    const digits = BigInt(`0x${this.#derive("id", arn).toString("hex")}`).toString(32);
    return prefix + digits.slice(0, 16).toUpperCase();
  }

  #secret(arn: string): string {
    return this.#derive("secret", arn).subarray(0, 30).toString("base64");
  }

  #derive(purpose: string, arn: string): Buffer {
    return createHmac("sha256", this.#seed).update(`${purpose}\n${arn}`).digest();
  }
}

/** The ARN under which a role's session calls. */
export function sessionArnOf(roleArn: string, sessionName: string, { accountId }: Deployment): string {
  return `arn:aws:sts::${accountId}:assumed-role/${roleArn.slice(roleArn.lastIndexOf("/") + 1)}/${sessionName}`;
}

function readSeed(folder: string): Buffer {
  const path = join(folder, "seed");
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${path}.new`, randomBytes(32), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return readFileSync(path);
}
