import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { DynamoDepositKeeper } from "../aws/dynamodb-deposit-keeper.ts";
import { DynamoLedger } from "../aws/dynamodb-ledger.ts";
import { DynamoLetters } from "../aws/dynamodb-letters.ts";
import { DynamoOutboxStore } from "../aws/dynamodb-outbox-store.ts";
import { SqsOutboxBell } from "../aws/outbox-queue.ts";
import { S3RawMail } from "../aws/s3-raw-mail.ts";
import { systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import type { FollowPorts } from "../gateway/follow-event.ts";
import { createLog } from "../log.ts";

/** What following delivery events needs, from the function's environment. */
export function createEventsContext(environment: Readonly<Record<string, string | undefined>>): FollowPorts {
  const config = readConfig(environment, ["LEDGER_TABLE", "MAIL_BUCKET", "OUTBOX_QUEUE_URL"]);
  const tables = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const bell = new SqsOutboxBell(new SQSClient({ useQueueUrlAsEndpoint: false }), config.OUTBOX_QUEUE_URL);
  return {
    letters: new DynamoLetters(tables, config.LEDGER_TABLE, systemClock, bell),
    keeper: new DynamoDepositKeeper(tables, config.LEDGER_TABLE),
    ledger: new DynamoLedger(tables, config.LEDGER_TABLE),
    outbox: new DynamoOutboxStore(tables, config.LEDGER_TABLE),
    raw: new S3RawMail(new S3Client({}), config.MAIL_BUCKET),
    bell,
    clock: systemClock,
    log: createLog(),
  };
}
