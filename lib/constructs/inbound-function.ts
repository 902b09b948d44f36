import type { Construct } from "constructs";
import { gatewayVariables } from "../environment.ts";
import { inboundGrants } from "../grants/inbound.ts";
import type { Settings } from "../settings.ts";
import { GatewayFunction, type Shared } from "./gateway-function.ts";
import { inboundTimeout } from "./timeouts.ts";
import type { WorkQueue } from "./work-queue.ts";

/** Adds the function that works the queue of arrivals, however these came. */
export function addInboundFunction(
  scope: Construct,
  shared: Shared,
  { arrivals, settings }: { readonly arrivals: WorkQueue; readonly settings: Settings },
): void {
  const inbound = new GatewayFunction(scope, "Inbound", shared, {
    name: "inbound",
    description: "Reads, judges, seals and sends one received mail",
    // One whole CPU.
    memorySize: 1769,
    timeout: inboundTimeout,
    variables: [...gatewayVariables, "OUTBOX_QUEUE_URL", "KEPT_KEY_ARN"],
    grants: inboundGrants,
  });
  // One message a call: a message that kills the function takes no other with it.
  arrivals.consumedBy(inbound, { batchSize: 1, maxConcurrency: settings.inboundConcurrency });
}
