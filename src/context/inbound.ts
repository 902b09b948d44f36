import { SQSClient } from "@aws-sdk/client-sqs";
import { SqsOutboxBell } from "../aws/outbox-queue.ts";
import { readConfig } from "../config.ts";
import { createGatewayContext, type GatewayContext } from "./gateway.ts";

/** What taking mail in needs. Whoever reads hostile mail may destroy nothing: housekeeping is woken for that. */
export function createInboundContext(environment: Readonly<Record<string, string | undefined>>): GatewayContext {
  const { OUTBOX_QUEUE_URL } = readConfig(environment, ["OUTBOX_QUEUE_URL"]);
  const bell = new SqsOutboxBell(new SQSClient({ useQueueUrlAsEndpoint: false }), OUTBOX_QUEUE_URL);
  return createGatewayContext(environment, { kinds: new Set(["destroy-content"]), bell });
}
