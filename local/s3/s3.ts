import type { Caller, LocalService } from "../core/service.ts";

/** An object another service writes; the caller's rights on bucket and key are checked as on the wire. */
export type ServicePut = {
  readonly bucket: string;
  readonly key: string;
  readonly body: Buffer;
  readonly caller: Caller;
  readonly contentType?: string;
  /** User metadata, names without `x-amz-meta-`. */
  readonly metadata?: Readonly<Record<string, string>>;
};

/** S3 inside the process: `cloud.service<S3>("s3")`. */
export interface S3 extends LocalService {
  /** Resolves when the object is whole on disk; a service principal needs s3:PutObject, kms:GenerateDataKey and kms:Decrypt. */
  putObject(put: ServicePut): Promise<void>;
}
