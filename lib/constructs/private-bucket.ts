import { RemovalPolicy, Validations } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption, type LifecycleRule, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

/** A bucket for mail: private, TLS only, under a customer key, kept when the stack goes. Unversioned: what is deleted is gone. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: { key: IKey; lifecycleRules: LifecycleRule[] }) {
    super(scope, id, {
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      versioned: false,
      lifecycleRules: props.lifecycleRules,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this).acknowledge({
      id: "AwsSolutions-S1",
      reason:
        "S3's access logs would put message and recipient ids into a bucket that cannot be under a customer key; who read what is in the ledger, and every opened key is in CloudTrail through KMS.",
    });
  }
}
