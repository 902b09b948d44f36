import { KMSClient } from "@aws-sdk/client-kms";
import type { S3Client } from "@aws-sdk/client-s3";
import { encryptionSdkSealer } from "../aws/encryption-sdk-sealer.ts";
import { KmsKeyWrapper } from "../aws/kms-key-wrapper.ts";
import { S3KeptTexts } from "../aws/s3-kept-texts.ts";
import type { KeptTextPorts } from "../sealing/kept-text.ts";

/** Where texts for replay are kept, under a key of their own. */
export function keptTextsOf(
  s3: S3Client,
  config: { readonly SEALED_BUCKET: string; readonly KEPT_KEY_ARN: string },
): KeptTextPorts {
  return {
    sealer: encryptionSdkSealer,
    keys: new KmsKeyWrapper(new KMSClient({}), config.KEPT_KEY_ARN),
    texts: new S3KeptTexts(s3, config.SEALED_BUCKET),
  };
}
