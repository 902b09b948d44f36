import { setTimeout as pause } from "node:timers/promises";
import { activateRuleSet, deactivateRuleSet, type ReceiptRuleSets } from "../../src/gateway/active-rule-set.ts";
import { answerCloudFormation, type Result } from "./answer-cloudformation.ts";
import { parseQuestion, parseResourceEvent, type Question, type ResourceEvent } from "./resource-event.ts";

/** What the two resources act on; made per request, so that a fault in making it is answered too. */
export type ProvisionPorts = {
  readonly ruleSets: ReceiptRuleSets;
  readonly installFirstSettings: () => Promise<void>;
};

/** Time kept for the answer itself, three tries included. */
const reserve = 20_000;

/** Answers CloudFormation's requests for the two custom resources; every outcome is told, a fault with its reason. */
export function createHandler(makePorts: () => ProvisionPorts) {
  return async (event: unknown, context: { getRemainingTimeInMillis(): number }): Promise<void> => {
    const question = parseQuestion(event);
    const limit = Math.max(1000, context.getRemainingTimeInMillis() - reserve);
    const result = await within(limit, async () => fulfil(parseResourceEvent(event), makePorts())).then(
      (physicalId): Result => ({ ok: true, physicalId }),
      (error: unknown): Result => ({ ok: false, physicalId: formerId(question), reason: reasonOf(error) }),
    );
    await answerCloudFormation(question, result);
  };
}

/** A resource that could not be made is deleted by the id it was answered with. */
const formerId = (question: Question) => question.PhysicalResourceId ?? `${question.LogicalResourceId}-not-created`;

/** Returns the resource's physical id. */
async function fulfil(event: ResourceEvent, ports: ProvisionPorts): Promise<string> {
  if (event.ResourceType === "Custom::FirstSettings") {
    // Settings belong to the operator's data: they stay when the stack goes.
    if (event.RequestType !== "Delete") await ports.installFirstSettings();
    return "first-settings";
  }
  const name = event.ResourceProperties.RuleSetName;
  if (event.RequestType === "Delete") await deactivateRuleSet(ports.ruleSets, name);
  else await activateRuleSet(ports.ruleSets, name, event.OldResourceProperties?.RuleSetName);
  return name;
}

async function within<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = pause(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`not done within ${Math.round(milliseconds / 1000)} seconds`);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    stop.abort();
    late.catch(() => {});
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : "unknown fault";
}
