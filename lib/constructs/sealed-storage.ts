import { Duration } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { PrivateBucket } from "./private-bucket.ts";

/**
 * Holds sealed mail under `sealed/` and one wrapped key per recipient under `keys/`; deleting a key is final. What
 * recipients write lies under `letters/` and `letterkeys/`; texts that are kept for replay under `kept/`.
 */
export class SealedStorage extends Construct {
  readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: { key: IKey }) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, "Bucket", {
      key: props.key,
      lifecycleRules: [
        { id: "unfinished-uploads", abortIncompleteMultipartUploadAfter: Duration.days(1) },
        // Drafts that nobody sent, and sent copies: readers refuse them after 90 days, here they end.
        { id: "letters", prefix: "letters/", expiration: Duration.days(100) },
        { id: "letter-keys", prefix: "letterkeys/", expiration: Duration.days(100) },
        // Housekeeping removes them by the setting, after 30 days at most; where it does not run, they end here.
        { id: "kept-texts", prefix: "kept/", expiration: Duration.days(32) },
      ],
    });
  }
}
