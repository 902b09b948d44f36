import type { Caller, LocalService } from "../core/service.ts";

/** Non-secret facts a ciphertext is bound to. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** What another service asks on behalf of its caller; `viaService` is e.g. `s3.us-east-1.amazonaws.com`. */
export type DataKeyRequest = {
  /** Key id, key ARN, alias or alias ARN. */
  readonly keyId: string;
  readonly encryptionContext: EncryptionContext;
  readonly caller: Caller;
  readonly viaService?: string;
};

/** KMS inside the process: `cloud.service<Kms>("kms")`. The caller's rights on the key are checked as on the wire. */
export interface Kms extends LocalService {
  /** A new 32-byte data key in clear and wrapped; needs kms:GenerateDataKey. */
  generateDataKey(request: DataKeyRequest): Promise<{ keyArn: string; plaintext: Buffer; ciphertext: Buffer }>;
  /** Opens what `generateDataKey` or Encrypt wrapped; needs kms:Decrypt and the same encryption context. */
  decrypt(request: Omit<DataKeyRequest, "keyId"> & { ciphertext: Buffer; keyId?: string }): Promise<Buffer>;
}
