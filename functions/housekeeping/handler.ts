import type { EventBridgeEvent, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { z } from "zod";
import { enterInterrupted } from "../../src/audit/open-act.ts";
import { signRoot } from "../../src/audit/sign-root.ts";
import { createRootContext } from "../../src/context/audit-roots.ts";
import { createGatewayContext } from "../../src/context/gateway.ts";
import { createIngressContext } from "../../src/context/ingress.ts";
import { carryOut, carryOutOpenEffects } from "../../src/gateway/carry-out.ts";
import { forgetOld } from "../../src/gateway/forget-old.ts";
import { findOrphans, keepHouse } from "../../src/gateway/keep-house.ts";
import { forgetOldTexts } from "../../src/gateway/keep-text.ts";
import { faultOf } from "../../src/log.ts";
import { keepIngress } from "../../src/tls/keep-ingress.ts";
import { eachRecord, notificationOf } from "../middleware/queue-batch.ts";

const context = createGatewayContext(process.env);
const ingress = createIngressContext(process.env, () => context.settings);
const roots = createRootContext(process.env);
/** Texts whose days are over are left from the last run: they go on in the next minute, not in an hour. */
let textsLeft = false;
const ring = z.union([
  z.object({ id: z.string().min(1) }),
  z.object({ messageId: z.string().min(1) }),
  z.object({ ingress: z.literal("changed") }),
  z.object({ keepTextDays: z.literal("changed") }),
]);

/** Woken by the outbox queue for one effect or one message, and by the schedule for everything that is due. */
export const handler = async (
  event: SQSEvent | EventBridgeEvent<string, unknown>,
): Promise<SQSBatchResponse | undefined> => {
  await context.refresh();
  if ("Records" in event) {
    return eachRecord(event, context.log, async (body) => {
      const about = ring.parse(notificationOf(body));
      if ("ingress" in about) await keepIngress(ingress);
      else if ("keepTextDays" in about) await forgetTextsAnew();
      else await ("id" in about ? carryOut(context, about.id) : carryOutOpenEffects(context, about.messageId));
      return "done";
    });
  }
  const { looked } = await keepHouse(context);
  const hourly = new Date(event.time).getUTCMinutes() === 0;
  const orphans = hourly ? await findOrphans(context) : 0;
  if (hourly) await forgetOld(context);
  if (hourly || textsLeft) await forgetTexts().catch((fault) => context.log.error("texts-not-removed", faultOf(fault)));
  if (hourly) await keepAudit();
  await keepIngress(ingress).catch((fault: unknown) => context.log.error("ingress-not-kept", faultOf(fault)));
  if (looked + orphans > 0) context.log.info("kept-house", { looked, orphans });
  return undefined;
};

/** An owner has just changed how long, which must not be judged by what was known before. */
async function forgetTextsAnew(): Promise<void> {
  await context.refresh({ atOnce: true });
  await forgetTexts();
}

async function forgetTexts(): Promise<void> {
  textsLeft = !(await forgetOldTexts(context));
}

async function keepAudit(): Promise<void> {
  const interrupted = await enterInterrupted(roots, roots.clock);
  if (interrupted > 0) context.log.error("acts-interrupted", { interrupted });
  await signRoot(roots, roots.clock);
}
