import { S3Client } from "@aws-sdk/client-s3";
import { kmsModule } from "../../../local/kms/kms-service.ts";
import { s3Module } from "../../../local/s3/s3-service.ts";
import { type ACloud, type ACloudOptions, aCloud } from "../../support/a-cloud.ts";

/** A bucket encrypted by a key of the same template. */
export function anEncryptedBucket(keyLogicalId: string, bucketKey = true) {
  const KMSMasterKeyID = { "Fn::GetAtt": [keyLogicalId, "Arn"] };
  return {
    Type: "AWS::S3::Bucket",
    Properties: {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { BucketKeyEnabled: bucketKey, ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID } },
        ],
      },
    },
  };
}

/** A cloud with a key, a bucket it encrypts, a plain bucket, and what the test adds. */
export function aBucketCloud(resources: ACloudOptions["resources"] = {}): Promise<ACloud> {
  return aCloud({
    modules: [kmsModule, s3Module],
    resources: {
      Key: { Type: "AWS::KMS::Key", Properties: {} },
      Mail: anEncryptedBucket("Key"),
      Plain: { Type: "AWS::S3::Bucket", Properties: { BucketName: "plain" } },
      ...resources,
    },
  });
}

/** An SDK client as any program would make it. */
export const s3Client = (cloud: ACloud, role?: string): S3Client => new S3Client(cloud.client(role));
