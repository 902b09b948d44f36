import { addressesIn } from "../ses/addresses.ts";
import { type Header, splitMessage, valuesOf } from "../ses/raw-headers.ts";
import type { ReceiptRule } from "../ses/receipt-rules.ts";
import { statusOf, type Transaction, type Verdicts } from "./verdicts.ts";

const MAXIMUM_HEADER_BYTES = 50 * 1024;

type S3Action = NonNullable<ReceiptRule["Actions"][number]["S3Action"]>;

/** What SES publishes after an S3 action: envelope, headers and verdicts, but not the content. */
export function receivedNotification(event: {
  readonly transaction: Transaction;
  readonly verdicts: Verdicts;
  readonly stored: Buffer;
  readonly rule: ReceiptRule;
  readonly recipients: readonly string[];
  readonly action: S3Action;
  readonly objectKey: string;
  readonly processingMillis: number;
}): string {
  const { transaction, verdicts, rule, action } = event;
  const status = (value: string) => ({ status: value });
  const scanned = (value: string) => status(rule.ScanEnabled ? value : "DISABLED");
  const timestamp = transaction.receivedAt.toISOString();
  return JSON.stringify({
    notificationType: "Received",
    mail: {
      timestamp,
      source: transaction.sender,
      messageId: transaction.messageId,
      destination: transaction.recipients,
      ...mailHeaders(splitMessage(event.stored).headers, transaction),
    },
    receipt: {
      timestamp,
      processingTimeMillis: event.processingMillis,
      recipients: event.recipients,
      spamVerdict: scanned(verdicts.spam),
      virusVerdict: scanned(verdicts.virus),
      spfVerdict: status(statusOf([verdicts.spf.result])),
      dkimVerdict: status(statusOf(verdicts.dkim.map(({ result }) => result))),
      dmarcVerdict: status(statusOf([verdicts.dmarc.result])),
      ...(verdicts.dmarc.result === "fail" && { dmarcPolicy: verdicts.dmarc.policy ?? "none" }),
      action: {
        type: "S3",
        topicArn: action.TopicArn,
        bucketName: action.BucketName,
        objectKeyPrefix: action.ObjectKeyPrefix ?? "",
        objectKey: event.objectKey,
      },
    },
  });
}

/** What Mail Manager hands to a function: the event of SES receiving. */
export function receivedEvent(event: {
  readonly transaction: Transaction;
  readonly verdicts: Verdicts;
  readonly stored: Buffer;
  readonly functionArn: string;
}): string {
  const { transaction, verdicts, stored, functionArn } = event;
  const { messageId, sender, recipients, receivedAt } = transaction;
  const timestamp = receivedAt.toISOString();
  const { headers, ...rest } = mailHeaders(splitMessage(stored).headers, transaction);
  const mail = { timestamp, source: sender, messageId, destination: recipients, ...rest, headers };
  const receipt = {
    timestamp,
    processingTimeMillis: 0,
    recipients,
    spamVerdict: { status: verdicts.spam },
    virusVerdict: { status: verdicts.virus },
    action: { type: "Lambda", functionArn, invocationType: "Event" },
  };
  return JSON.stringify({ Records: [{ eventSource: "aws:ses", eventVersion: "1.0", ses: { mail, receipt } }] });
}

function mailHeaders(headers: readonly Header[], { sender }: Transaction) {
  const listed: { name: string; value: string }[] = [];
  let size = 0;
  let headersTruncated = false;
  for (const { name, value } of headers) {
    size += name.length + value.length;
    if (size > MAXIMUM_HEADER_BYTES) {
      headersTruncated = true;
      break;
    }
    listed.push({ name, value });
  }
  const one = (name: string) => valuesOf(headers, name)[0];
  const list = (name: string) => one(name) && addressesIn(one(name) ?? "");
  const commonHeaders = {
    returnPath: sender,
    from: valuesOf(headers, "from"),
    date: one("date"),
    to: list("to"),
    cc: list("cc"),
    messageId: one("message-id"),
    subject: one("subject"),
  };
  return { headersTruncated, headers: listed, commonHeaders };
}
