import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Resources } from "./resources.ts";
import { allow, forOneRecipient } from "./statements.ts";

/** A text's key is wrapped for the replay, and for nobody else. */
const forReplay = { ...forOneRecipient, StringEquals: { "kms:EncryptionContext:recipientId": "replay" } };

/** To keep texts for replay, and never to read one; S3 itself encrypts as for sealed mail. */
export function keepTexts({ sealedBucket, keptKey }: Resources): readonly PolicyStatement[] {
  return [
    allow("KeepTexts", ["s3:PutObject"], [sealedBucket.arnForObjects("kept/*")]),
    allow("WrapKeyOfText", ["kms:Encrypt"], [keptKey.keyArn], forReplay),
  ];
}

/** To open kept texts; what S3 needs for it, who reads sealed mail has already. */
export function openTexts({ sealedBucket, keptKey }: Resources): readonly PolicyStatement[] {
  return [
    allow("ReadTexts", ["s3:GetObject"], [sealedBucket.arnForObjects("kept/*")]),
    allow("UnwrapKeyOfText", ["kms:Decrypt"], [keptKey.keyArn], forReplay),
  ];
}

/** To remove texts whose days are over, or whose message was recalled; it can read none. */
export function removeTexts({ sealedBucket }: Resources): readonly PolicyStatement[] {
  return [allow("RemoveTexts", ["s3:DeleteObject"], [sealedBucket.arnForObjects("kept/*")])];
}
