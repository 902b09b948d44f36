import { Stack } from "aws-cdk-lib";
import type { ITable } from "aws-cdk-lib/aws-dynamodb";
import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Resources } from "./resources.ts";

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** One grant; `purpose` says what it is for and becomes the statement's Sid. */
export function allow(
  purpose: string,
  actions: readonly string[],
  resources: readonly string[],
  conditions: Conditions = {},
): PolicyStatement {
  return new PolicyStatement({ sid: purpose, actions: [...actions], resources: [...resources], conditions });
}

/** Holds only for calls that this AWS service makes on the function's behalf. */
function through(key: IKey, service: "dynamodb" | "s3" | "sqs"): Conditions {
  return { StringEquals: { "kms:ViaService": `${service}.${Stack.of(key).region}.amazonaws.com` } };
}

/** Table actions by name (`GetItem`…); a transaction needs the actions of its parts. */
export function tableAccess(
  purpose: string,
  table: ITable,
  actions: readonly string[],
  indexes: readonly string[] = [],
) {
  return allow(
    purpose,
    actions.map((action) => `dynamodb:${action}`),
    [table.tableArn, ...indexes.map((index) => `${table.tableArn}/index/${index}`)],
  );
}

/** DynamoDB opens a table under a customer key with the caller's rights. */
export function tablesKey({ mailKey }: Resources): PolicyStatement {
  const actions = ["Decrypt", "Encrypt", "ReEncryptFrom", "ReEncryptTo", "GenerateDataKey", "DescribeKey"];
  return allow(
    "OpenTables",
    actions.map((action) => `kms:${action}`),
    [mailKey.keyArn],
    through(mailKey, "dynamodb"),
  );
}

/** Whatever else is granted: an entry of the audit log is written once, and neither changed nor removed. */
export function neverChangeAudit({ directory }: Resources): PolicyStatement {
  return new PolicyStatement({
    sid: "NeverChangeAudit",
    effect: Effect.DENY,
    actions: ["dynamodb:UpdateItem", "dynamodb:DeleteItem"],
    resources: [directory.tableArn],
    conditions: { "ForAnyValue:StringEquals": { "dynamodb:LeadingKeys": ["AUDIT", "AUDIT-ROOTS"] } },
  });
}

/** To forget that an act was begun, once it stands in the audit log. */
export function endOpenActs({ directory }: Resources): PolicyStatement {
  return allow("EndOpenActs", ["dynamodb:DeleteItem"], [directory.tableArn], {
    "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["AUDIT-OPEN"] },
    Null: { "dynamodb:LeadingKeys": "false" },
  });
}

/** To read what owners saved, and nothing else that the directory holds. */
export function readSettings({ directory }: Resources): PolicyStatement {
  return allow("ReadSettings", ["dynamodb:GetItem"], [directory.tableArn], {
    "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["STORED-SETTINGS"] },
    Null: { "dynamodb:LeadingKeys": "false" },
  });
}

/** To send work to the outbox queue. */
export function sendToOutbox({ outbox, mailKey }: Resources): readonly PolicyStatement[] {
  return fillQueue("QueueEffects", outbox, mailKey);
}

/** To put messages into an encrypted queue. */
export function fillQueue(purpose: string, queue: IQueue, key: IKey): readonly PolicyStatement[] {
  return [
    allow(purpose, ["sqs:SendMessage"], [queue.queueArn]),
    allow("EncryptQueued", ["kms:GenerateDataKey", "kms:Decrypt"], [key.keyArn], through(key, "sqs")),
  ];
}

/** To work a queue: what Lambda's poller does with the function's role, and a sooner or later retry. */
export function consumeQueue(queue: IQueue, key: IKey): readonly PolicyStatement[] {
  const actions = ["ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes"];
  return [
    allow(
      "WorkQueue",
      actions.map((action) => `sqs:${action}`),
      [queue.queueArn],
    ),
    allow("DecryptQueued", ["kms:Decrypt"], [key.keyArn], through(key, "sqs")),
  ];
}

/**
 * To read received mail, and delete it after its final state. Without `s3:ListBucket` S3 answers 403 for an object
 * that is gone, and "gone" could not be told from "forbidden".
 */
export function takeReceivedMail({ mailBucket, mailKey }: Resources): readonly PolicyStatement[] {
  return [
    allow("TakeReceivedMail", ["s3:GetObject", "s3:DeleteObject"], [mailBucket.arnForObjects("in/*")]),
    allow("TellGoneMail", ["s3:ListBucket"], [mailBucket.bucketArn]),
    allow("DecryptMail", ["kms:Decrypt"], [mailKey.keyArn], through(mailKey, "s3")),
  ];
}

/**
 * To write sealed mail and wrapped keys, never to read them. S3 asks for `kms:Decrypt` to check its bucket key;
 * through S3 only, and without `s3:GetObject`, it opens nothing.
 */
export function sealMail({ sealedBucket, sealedKey }: Resources): readonly PolicyStatement[] {
  return [
    allow(
      "StoreSealedMail",
      ["s3:PutObject"],
      [sealedBucket.arnForObjects("sealed/*"), sealedBucket.arnForObjects("keys/*")],
    ),
    allow("EncryptStored", ["kms:GenerateDataKey", "kms:Decrypt"], [sealedKey.keyArn], through(sealedKey, "s3")),
    allow("WrapKeyForRecipient", ["kms:Encrypt"], [sealedKey.keyArn], forOneRecipient),
  ];
}

/** To destroy for good what was sealed: keys first, then what nobody can open any more. It can read neither. */
export function destroySealedMail({ sealedBucket }: Resources): readonly PolicyStatement[] {
  return [
    allow(
      "DestroySealedMail",
      ["s3:DeleteObject"],
      [sealedBucket.arnForObjects("sealed/*"), sealedBucket.arnForObjects("keys/*")],
    ),
  ];
}

/** To read sealed mail and unwrap a recipient's key; a key that was destroyed must be told from a forbidden one. */
export function openSealedMail({ sealedBucket, sealedKey }: Resources): readonly PolicyStatement[] {
  return [
    allow(
      "ReadSealedMail",
      ["s3:GetObject"],
      [sealedBucket.arnForObjects("sealed/*"), sealedBucket.arnForObjects("keys/*")],
    ),
    allow("TellDestroyedKeys", ["s3:ListBucket"], [sealedBucket.bucketArn]),
    allow("DecryptStored", ["kms:Decrypt"], [sealedKey.keyArn], through(sealedKey, "s3")),
    allow("UnwrapKeyOfRecipient", ["kms:Decrypt"], [sealedKey.keyArn], forOneRecipient),
  ];
}

/** To open what is held for review, by the copy of its key that is meant for reviewers, and no other. */
export function openHeldMail({ sealedBucket, sealedKey }: Resources): readonly PolicyStatement[] {
  return [
    allow(
      "ReadHeldMail",
      ["s3:GetObject"],
      [sealedBucket.arnForObjects("sealed/*"), sealedBucket.arnForObjects("keys/*/review")],
    ),
    allow("TellDestroyedKeys", ["s3:ListBucket"], [sealedBucket.bucketArn]),
    allow("DecryptStored", ["kms:Decrypt"], [sealedKey.keyArn], through(sealedKey, "s3")),
    allow("UnwrapKeyForReview", ["kms:Decrypt"], [sealedKey.keyArn], {
      ...forOneRecipient,
      StringEquals: { "kms:EncryptionContext:recipientId": "review" },
    }),
  ];
}

/** To keep what recipients write: sealed on arrival, and opened again for its author. */
export function keepLetters({ sealedBucket, sealedKey }: Resources): readonly PolicyStatement[] {
  return [
    allow(
      "KeepLetters",
      ["s3:GetObject", "s3:PutObject"],
      [sealedBucket.arnForObjects("letters/*"), sealedBucket.arnForObjects("letterkeys/*")],
    ),
    allow("EncryptLetters", ["kms:GenerateDataKey"], [sealedKey.keyArn], through(sealedKey, "s3")),
    allow("WrapKeyOfLetter", ["kms:Encrypt"], [sealedKey.keyArn], forOneRecipient),
  ];
}

/** To open what recipients wrote, by the copy of its key that is meant for delivery, and no other. */
export function deliverLetters({ sealedBucket, sealedKey }: Resources): readonly PolicyStatement[] {
  return [
    allow(
      "ReadLetters",
      ["s3:GetObject"],
      [sealedBucket.arnForObjects("letters/*"), sealedBucket.arnForObjects("letterkeys/*")],
    ),
    allow("TellMissingLetters", ["s3:ListBucket"], [sealedBucket.bucketArn]),
    allow("UnwrapKeyForDelivery", ["kms:Decrypt"], [sealedKey.keyArn], {
      ...forOneRecipient,
      StringEquals: { "kms:EncryptionContext:recipientId": "delivery" },
    }),
  ];
}

/** A wrapped key is bound to one message and one recipient: both keys must be in the context, and no other. */
export const forOneRecipient: Conditions = {
  "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["messageId", "recipientId"] },
  Null: { "kms:EncryptionContext:messageId": "false", "kms:EncryptionContext:recipientId": "false" },
};

/** To send mail: from our own domains only, through our two configuration sets only. */
export function sendMail({ sending }: Resources): PolicyStatement {
  return allow(
    "SendMail",
    ["ses:SendEmail", "ses:SendRawEmail"],
    [...sending.identityArns, ...sending.configurationSetArns],
    { StringLike: { "ses:FromAddress": sending.fromAddresses } },
  );
}

/** To seal (`Encrypt`) or to open (`Decrypt`) what the gateway signs in to the company's own mail server with. */
export function smtpAccess({ smtpAccess: key }: Resources, action: "Encrypt" | "Decrypt"): readonly PolicyStatement[] {
  if (key === undefined) return [];
  const purpose = action === "Encrypt" ? "SealSmtpAccess" : "OpenSmtpAccess";
  return [
    allow(purpose, [`kms:${action}`], [key.keyArn], {
      "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["purpose"] },
      StringEquals: { "kms:EncryptionContext:purpose": "smtp-access" },
    }),
  ];
}

/** To look at what takes the mail in, and to change what TLS it requires; receipt rules have no ARN in SES. */
export function keepIngress({ trafficPolicy }: Resources): readonly PolicyStatement[] {
  const rules = ["DescribeReceiptRuleSet", "CreateReceiptRule", "UpdateReceiptRule", "DeleteReceiptRule"];
  const actions = [...rules, "ReorderReceiptRuleSet"].map((action) => `ses:${action}`);
  if (trafficPolicy === undefined) return [allow("KeepReceiptRules", actions, ["*"])];
  const members = ["ListMembersOf", "RegisterMemberTo", "DeregisterMemberFrom"];
  return [
    allow("KeepTrafficPolicy", ["ses:GetTrafficPolicy", "ses:UpdateTrafficPolicy"], [trafficPolicy.arn]),
    allow(
      "KeepDomainList",
      members.map((action) => `ses:${action}AddressList`),
      [trafficPolicy.domainList.arn],
    ),
  ];
}
