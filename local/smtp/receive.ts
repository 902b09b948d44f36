import { randomBytes } from "node:crypto";
import type { Caller, CloudContext } from "../core/service.ts";
import type { Topics } from "../messaging/messaging.ts";
import type { S3 } from "../s3/s3.ts";
import type { ReceiptRule, ReceiptRuleSet } from "../ses/receipt-rules.ts";
import { prependedHeaders } from "./prepended-headers.ts";
import { receivedNotification } from "./received-notification.ts";
import { rulesFor } from "./recipients.ts";
import { judge, type Transaction, type Verdicts } from "./verdicts.ts";
import type { Resolver } from "./zone.ts";

/** A message id of the form SES gives to what it receives. */
export function receivedMessageId(): string {
  return [...randomBytes(40)].map((byte) => "0123456789abcdefghijklmnopqrstuv"[byte % 32]).join("");
}

/** Runs the rules of the set over a message; resolves when every object and notification is durable. */
export async function receive(
  raw: Buffer,
  transaction: Transaction,
  rules: ReceiptRuleSet,
  cloud: CloudContext,
  resolver: Resolver,
): Promise<void> {
  const verdicts = await judge(raw, transaction, resolver);
  for (const rule of rules.rules) {
    const recipients = transaction.recipients.filter((one) => rulesFor(one, rules).includes(rule));
    if (recipients.length === 0) continue;
    if ((await applyRule(rule, recipients, { raw, transaction, verdicts, rules, cloud })) === "stop") return;
  }
}

type Message = {
  readonly raw: Buffer;
  readonly transaction: Transaction;
  readonly verdicts: Verdicts;
  readonly rules: ReceiptRuleSet;
  readonly cloud: CloudContext;
};

async function applyRule(rule: ReceiptRule, recipients: readonly string[], message: Message): Promise<"next" | "stop"> {
  const { region, accountId } = message.cloud.deployment;
  const caller: Caller = {
    kind: "service",
    principal: "ses.amazonaws.com",
    sourceArn: `arn:aws:ses:${region}:${accountId}:receipt-rule-set/${message.rules.name}:receipt-rule/${rule.Name}`,
    sourceAccount: accountId,
  };
  for (const { S3Action, StopAction } of rule.Actions) {
    if (S3Action) await store(S3Action, rule, recipients, message, caller);
    if (StopAction) return "stop";
  }
  return "next";
}

async function store(
  action: NonNullable<ReceiptRule["Actions"][number]["S3Action"]>,
  rule: ReceiptRule,
  recipients: readonly string[],
  { raw, transaction, verdicts, cloud }: Message,
  caller: Caller,
): Promise<void> {
  const { region } = cloud.deployment;
  const head = prependedHeaders({ ...transaction, recipients }, verdicts, { scanned: rule.ScanEnabled, region, raw });
  const stored = Buffer.concat([Buffer.from(head, "latin1"), raw]);
  const objectKey = `${action.ObjectKeyPrefix ?? ""}${transaction.messageId}`;
  await cloud.service<S3>("s3").putObject({ bucket: action.BucketName, key: objectKey, body: stored, caller });
  if (action.TopicArn === undefined) return;
  const processingMillis = Math.max(0, cloud.now().getTime() - transaction.receivedAt.getTime());
  const about = { transaction, verdicts, stored, rule, recipients, action, objectKey, processingMillis };
  const publication = { message: receivedNotification(about), subject: "Amazon SES Email Receipt Notification" };
  await cloud.service<Topics>("sns").publish(action.TopicArn, publication, caller);
}
