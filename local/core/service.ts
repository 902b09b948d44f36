/** A declared resource of the template after its intrinsics were resolved. */
export type Resource = {
  readonly logicalId: string;
  readonly type: string;
  /** The value of `Ref`. */
  readonly ref: string;
  readonly properties: Readonly<Record<string, unknown>>;
};

/** Says what `Ref` and `Fn::GetAtt` answer for one resource type; both depend only on literal facts. */
export type ResourceType = {
  readonly type: string;
  /** `physicalName` makes a stable name: a declared literal name if there is one, else stack + logical id. */
  ref(declared: DeclaredResource, deployment: Deployment): string;
  attribute(name: string, ref: string, deployment: Deployment): string | undefined;
};

/** A resource as written in the template; properties may still hold intrinsics. */
export type DeclaredResource = {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
};

/** Where the stack is "deployed": the pseudo parameters and the local ports. */
export type Deployment = {
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
};

/** Who calls: a function's role, a service principal such as `ses.amazonaws.com`, or the account's owner (tests, the CLI). */
export type Caller =
  | { readonly kind: "role"; readonly roleArn: string; readonly sessionArn: string }
  | {
      readonly kind: "service";
      readonly principal: string;
      readonly sourceArn?: string;
      readonly sourceAccount?: string;
    }
  | { readonly kind: "owner"; readonly arn: string };

/** One permission question. `context` holds condition keys such as `kms:EncryptionContext:messageId`. */
export type Access = {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** The policy document attached to the resource (bucket, key, queue, topic), if any. */
  readonly resourcePolicy?: unknown;
};

/** Throws `AccessDenied` (in AWS's wording) unless the caller may. KMS keys need their key policy to allow or to delegate. */
export type Authorize = (access: Access) => void;

/** A request whose SigV4 signature (and payload hash where signed) was already verified. */
export type ServiceRequest = {
  readonly method: string;
  /** Raw path as signed, not decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly caller: Caller;
  readonly requestId: string;
};

export type ServiceResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
};

/** An error answered to the SDK; each protocol writes it in its own form. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(code: string, message: string, status = 400, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

/** What an SDK signs with. */
export type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
};

/** Gives out access keys; the same ones after a restart. */
export type KeyIssuer = {
  forRole(roleArn: string, sessionName: string): Credentials;
};

/** Throws unless the role's trust policy lets this service take the role on. */
export type TrustCheck = {
  assertAssumable(roleArn: string, principal: string, sourceArn?: string): void;
};

/** What every service gets from the local cloud. */
export type CloudContext = {
  readonly deployment: Deployment;
  /** Resources of the whole stack, resolved. */
  readonly resources: readonly Resource[];
  /** A folder of its own on disk, made before the service starts. */
  stateFolder(service: string): string;
  /** Where functions and services write their logs. */
  logFolder(): string;
  readonly authorize: Authorize;
  /** The endpoint of the AWS APIs of this cloud. */
  readonly url: string;
  readonly keys: KeyIssuer;
  readonly roles: TrustCheck;
  readonly now: () => Date;
  /** Another running service, typed by the caller's import of its type; throws when it is not part of this cloud. */
  service<T extends LocalService>(name: string): T;
  log(line: string): void;
};

/** One AWS service; `signingName` is the SigV4 credential scope: dynamodb, s3, kms, ses, sns, sqs, lambda. */
export interface LocalService {
  readonly signingName: string;
  handle(request: ServiceRequest): Promise<ServiceResponse>;
  /** Writes a failed request in the service's own protocol. */
  fail(error: ServiceError, request: ServiceRequest): ServiceResponse;
  /** Starts timers and consumers once all services exist. */
  start?(): Promise<void>;
  close(): Promise<void>;
}

/** What each folder under local/ exports: its resource types and how to make the service. */
export type ServiceModule = {
  readonly signingName: string;
  readonly resourceTypes: readonly ResourceType[];
  create(cloud: CloudContext): Promise<LocalService>;
};
