import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { IQueue } from "aws-cdk-lib/aws-sqs";

/** Everything a function may be granted something on. */
export type Resources = {
  readonly ledger: ITable;
  readonly directory: ITable;
  readonly accounts: ITable;
  readonly mailBucket: IBucket;
  readonly sealedBucket: IBucket;
  readonly mailKey: IKey;
  readonly sealedKey: IKey;
  /** Wraps the keys of texts that are kept for replay, and nothing else. */
  readonly keptKey: IKey;
  /** Signs; encrypts nothing. */
  readonly auditKey: IKey;
  /** Seals what the gateway signs in to the company's own mail server with; only where there is one. */
  readonly smtpAccess?: IKey;
  readonly outbox: IQueue;
  /** Only in the profile `mail-manager`. */
  readonly trafficPolicy?: {
    readonly id: string;
    readonly arn: string;
    /** The domains mail to which must come over TLS. */
    readonly domainList: { readonly id: string; readonly arn: string };
  };
  readonly sending: {
    readonly identityArns: readonly string[];
    readonly configurationSetArns: readonly string[];
    /** Patterns of the addresses we send from. */
    readonly fromAddresses: readonly string[];
  };
};
