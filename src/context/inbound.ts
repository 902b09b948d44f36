import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SqsOutboxBell } from "../aws/outbox-queue.ts";
import { readConfig } from "../config.ts";
import type { GatewayPorts } from "../gateway/ports.ts";
import { createGatewayContext, type GatewayContext } from "./gateway.ts";
import { keptTextsOf } from "./kept-texts.ts";

/** What housekeeping works with too, and what only judging mail needs. */
type InboundContext = GatewayContext & GatewayPorts;

/** What taking mail in needs. Whoever reads hostile mail may destroy nothing: housekeeping is woken for that. */
export function createInboundContext(environment: Readonly<Record<string, string | undefined>>): InboundContext {
  const config = readConfig(environment, ["OUTBOX_QUEUE_URL", "SEALED_BUCKET", "KEPT_KEY_ARN"]);
  const bell = new SqsOutboxBell(new SQSClient({ useQueueUrlAsEndpoint: false }), config.OUTBOX_QUEUE_URL);
  const context = createGatewayContext(environment, { kinds: new Set(["destroy-content"]), bell });
  return Object.assign(context, { kept: keptTextsOf(new S3Client({}), config) });
}
