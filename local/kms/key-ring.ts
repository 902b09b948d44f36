import { type Caller, type CloudContext, ServiceError } from "../core/service.ts";
import {
  afterAccount,
  type DeclaredKey,
  declaredAliases,
  declaredKeys,
  type KeySpec,
  kmsArn,
} from "./key-resources.ts";
import { type KeyState, KeyVault } from "./key-vault.ts";
import type { EncryptionContext } from "./kms.ts";

/** Who wants to do what with a key. */
export type KeyUse = {
  readonly action: string;
  readonly caller: Caller;
  readonly encryptionContext?: EncryptionContext;
  readonly viaService?: string;
};

/** A key found by one of its names; `alias` is set when it was an alias. */
type FoundKey = { readonly key: DeclaredKey; readonly alias?: string };

/** The account's keys: finds them by id, ARN or alias, asks whether the caller may, hands out material. */
export class KeyRing {
  readonly #cloud: CloudContext;
  readonly #vault: KeyVault;
  readonly #keys: ReadonlyMap<string, DeclaredKey>;
  readonly #aliases: ReadonlyMap<string, string>;

  constructor(cloud: CloudContext) {
    this.#cloud = cloud;
    this.#vault = new KeyVault(cloud.stateFolder("kms"));
    this.#keys = new Map(declaredKeys(cloud.resources, cloud.deployment).map((key) => [key.keyId, key]));
    this.#aliases = declaredAliases(cloud.resources);
    for (const { keyId, spec } of this.#keys.values()) this.#vault.ensure(keyId, spec, cloud.now());
  }

  /** A key by id, ARN, alias or alias ARN; NotFoundException otherwise. */
  find(name: string): FoundKey {
    const short = afterAccount(name);
    const here = !name.startsWith("arn:") || name === kmsArn(this.#cloud.deployment, short);
    const alias = short.startsWith("alias/") ? short : undefined;
    const keyId = alias ? this.#aliases.get(alias) : short.replace(/^key\//, "");
    const key = here && keyId ? this.#keys.get(keyId) : undefined;
    if (key) return alias ? { key, alias } : { key };
    const arn = name.startsWith("arn:") ? name : kmsArn(this.#cloud.deployment, alias ?? `key/${short}`);
    throw new ServiceError("NotFoundException", alias ? `Alias ${arn} is not found.` : `Key '${arn}' does not exist`);
  }

  /** A key by its id alone. */
  byId(keyId: string): DeclaredKey | undefined {
    return this.#keys.get(keyId);
  }

  /** Throws AccessDenied unless key policy and role let the caller do it. */
  authorize({ key, alias }: FoundKey, { action, caller, encryptionContext = {}, viaService }: KeyUse): void {
    const pairs = Object.entries(encryptionContext);
    const context: Record<string, string | readonly string[]> = {
      ...Object.fromEntries(pairs.map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
    };
    if (pairs.length > 0) context["kms:EncryptionContextKeys"] = pairs.map(([name]) => name);
    if (viaService) Object.assign(context, { "kms:ViaService": viaService, "aws:ViaAWSService": "true" });
    if (alias) context["kms:RequestAlias"] = alias;
    this.#cloud.authorize({ caller, action, resource: key.arn, context, resourcePolicy: key.policy });
  }

  /** The material of a key that may be used now and so: DisabledException, KMSInvalidStateException or InvalidKeyUsageException otherwise. */
  material(key: DeclaredKey, spec: KeySpec = "SYMMETRIC_DEFAULT"): Buffer {
    if (key.spec !== spec) {
      throw new ServiceError("InvalidKeyUsageException", `${key.arn} key usage is not valid for this operation.`);
    }
    if (!this.isEnabled(key)) throw new ServiceError("DisabledException", `${key.arn} is disabled.`);
    return this.#vault.material(key.keyId);
  }

  /** False while the template or DisableKey has the key disabled. */
  isEnabled(key: DeclaredKey): boolean {
    return key.enabled && this.state(key).enabled;
  }

  /** Whether the key's material still exists. */
  hasMaterial(key: DeclaredKey): boolean {
    return this.#vault.has(key.keyId);
  }

  /** What is remembered of a key. */
  state(key: DeclaredKey): KeyState {
    return this.#vault.state(key.keyId);
  }

  /** Enables or disables a key, also across restarts. */
  setEnabled(key: DeclaredKey, enabled: boolean): void {
    this.#vault.setState(key.keyId, { ...this.state(key), enabled });
  }
}
