import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Resources } from "./resources.ts";
import { allow } from "./statements.ts";

/** What Mail Manager may do with a mail: write it, encrypted, and tell the function. */
export function storeArrivals({ mailBucket, mailKey }: Resources, functionArn: string): readonly PolicyStatement[] {
  return [
    allow("StoreReceivedMail", ["s3:PutObject"], [mailBucket.arnForObjects("in/*")]),
    // S3 asks for kms:Decrypt to check its bucket key; without s3:GetObject it opens nothing.
    allow("EncryptReceivedMail", ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"], [mailKey.keyArn]),
    allow("TellOfReceivedMail", ["lambda:InvokeFunction"], [functionArn]),
  ];
}
