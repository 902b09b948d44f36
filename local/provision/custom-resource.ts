import { createHash, randomUUID } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { SealgateError } from "../../src/errors.ts";
import type { CloudContext, Resource } from "../core/service.ts";
import { TemplateError } from "../core/template.ts";
import type { Functions } from "../functions/functions.ts";
import type { CustomResourceAnswer, ResponseServer } from "./response-server.ts";

const done = z.object({
  hash: z.string(),
  physicalResourceId: z.string(),
  properties: z.record(z.string(), z.unknown()),
});
type Done = z.output<typeof done>;

/** Creates or updates one custom resource, once for each content of its properties. */
export async function provide(resource: Resource, cloud: CloudContext, server: ResponseServer): Promise<void> {
  const file = join(cloud.stateFolder("cloudformation"), `${resource.logicalId}.json`);
  const properties = asStrings(resource.properties) as Record<string, unknown>;
  const hash = createHash("sha256").update(JSON.stringify(properties)).digest("hex");
  const earlier = readDone(file);
  if (earlier?.hash === hash) return;
  const answer = await ask(resource, properties, earlier, cloud, server);
  if (answer.Status === "FAILED")
    throw new SealgateError(
      "custom-resource-failed",
      500,
      `${resource.logicalId} (${resource.type}) failed: ${answer.Reason ?? "no reason was given"}`,
    );
  const record: Done = { hash, physicalResourceId: answer.PhysicalResourceId, properties };
  writeFileSync(`${file}.next`, JSON.stringify(record), { flush: true });
  renameSync(`${file}.next`, file);
}

async function ask(
  resource: Resource,
  properties: Record<string, unknown>,
  earlier: Done | undefined,
  cloud: CloudContext,
  server: ResponseServer,
): Promise<CustomResourceAnswer> {
  const { ServiceToken: functionArn } = properties;
  if (typeof functionArn !== "string") throw new TemplateError(`${resource.logicalId} has no ServiceToken`);
  const { accountId, region, stackName } = cloud.deployment;
  const { url, answered } = server.expect();
  const event = {
    RequestType: earlier === undefined ? "Create" : "Update",
    ServiceToken: functionArn,
    ResponseURL: url,
    StackId: `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`,
    RequestId: randomUUID(),
    ResourceType: resource.type,
    LogicalResourceId: resource.logicalId,
    ResourceProperties: properties,
    ...(earlier === undefined
      ? {}
      : { PhysicalResourceId: earlier.physicalResourceId, OldResourceProperties: earlier.properties }),
  };
  const caller = { kind: "owner", arn: `arn:aws:iam::${accountId}:root` } as const;
  const invoked = cloud.service<Functions>("lambda").invoke({ functionArn, payload: JSON.stringify(event), caller });
  const silence = invoked.then((outcome): CustomResourceAnswer => {
    const reason =
      outcome.kind === "fault" ? outcome.fault.errorMessage : "the function did not answer to its ResponseURL";
    const { StackId, RequestId, LogicalResourceId } = event;
    return { Status: "FAILED", Reason: reason, PhysicalResourceId: "none", StackId, RequestId, LogicalResourceId };
  });
  const answer = await Promise.race([answered, silence]);
  await invoked;
  return answer;
}

/** CloudFormation hands every scalar on as a string. */
function asStrings(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asStrings);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asStrings(inner)]));
  return String(value);
}

function readDone(file: string): Done | undefined {
  try {
    return done.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
