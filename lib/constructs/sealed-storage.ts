import { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { PrivateBucket } from "./private-bucket.ts";

/** Holds sealed mail under `sealed/` and one wrapped key per recipient under `keys/`; deleting a key is final. */
export class SealedStorage extends Construct {
  readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: { key: IKey }) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, "Bucket", {
      key: props.key,
      lifecycleRules: [{ id: "unfinished-uploads", abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
  }
}
