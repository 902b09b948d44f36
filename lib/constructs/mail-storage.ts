import { Duration, Stack } from "aws-cdk-lib";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { literalNames } from "../names.ts";
import { PrivateBucket } from "./private-bucket.ts";

/** Holds raw mail under `in/` until its final state, and held mail under `held/`. */
export class MailStorage extends Construct {
  readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: { key: IKey }) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, "Bucket", {
      key: props.key,
      lifecycleRules: [
        { id: "unfinished-uploads", abortIncompleteMultipartUploadAfter: Duration.days(1) },
        // Far beyond every queue, hold and alarm: only what nobody finished in a year. held/ never expires here.
        { id: "last-resort", prefix: "in/", expiration: Duration.days(365) },
      ],
    });
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: "SesStoresReceivedMail",
        principals: [new ServicePrincipal("ses.amazonaws.com")],
        actions: ["s3:PutObject"],
        resources: [this.bucket.arnForObjects("in/*")],
        conditions: {
          StringEquals: {
            "aws:SourceAccount": Stack.of(this).account,
            "aws:SourceArn": literalNames(Stack.of(this)).rule.arn,
          },
        },
      }),
    );
  }
}
