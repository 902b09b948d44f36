import { randomUUID } from "node:crypto";
import { z } from "zod";
import { readProperties } from "../core/read-properties.ts";
import type { CloudContext, Deployment, Resource } from "../core/service.ts";
import { TemplateError } from "../core/template.ts";
import type { Functions } from "../functions/functions.ts";

const target = z.strictObject({
  Arn: z.string(),
  Id: z.string(),
  Input: z.string().optional(),
  RetryPolicy: z.unknown().optional(),
});
const rule = z.strictObject({
  Name: z.string().optional(),
  Description: z.string().optional(),
  ScheduleExpression: z.string(),
  State: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  Targets: z.array(target).default([]),
});

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** A rule that calls functions at a fixed rate. */
export type Schedule = { readonly every: number; readonly fire: () => void };

/** The ARN of a rule. */
export function ruleArn(name: string, { region, accountId }: Deployment): string {
  return `arn:aws:events:${region}:${accountId}:rule/${name}`;
}

/** Milliseconds between two runs of `rate(5 minutes)`; anything else stops the start. */
export function readRate(expression: string, logicalId: string): number {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const milliseconds = Number(count) * (units[unit ?? ""] ?? 0);
  if (!(milliseconds > 0))
    throw new TemplateError(`${logicalId}: the schedule ${expression} is not known to the local cloud`);
  return milliseconds;
}

/** Every enabled rule of the stack. */
export function readSchedules(cloud: CloudContext): readonly Schedule[] {
  return cloud.resources.filter((one) => one.type === "AWS::Events::Rule").flatMap((one) => readSchedule(one, cloud));
}

function readSchedule(resource: Resource, cloud: CloudContext): readonly Schedule[] {
  const declared = readProperties(rule, resource);
  const every = readRate(declared.ScheduleExpression, resource.logicalId);
  if (declared.State === "DISABLED") return [];
  const sourceArn = ruleArn(resource.ref, cloud.deployment);
  return declared.Targets.map((one) => ({ every, fire: () => call(one, sourceArn, cloud) }));
}

function call(to: z.output<typeof target>, sourceArn: string, cloud: CloudContext): void {
  const { accountId, region } = cloud.deployment;
  const event = {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.events",
    account: accountId,
    time: `${cloud.now().toISOString().slice(0, 19)}Z`,
    region,
    resources: [sourceArn],
    detail: {},
  };
  const caller = { kind: "service", principal: "events.amazonaws.com", sourceArn, sourceAccount: accountId } as const;
  try {
    cloud
      .service<Functions>("lambda")
      .invokeLater({ functionArn: to.Arn, payload: to.Input ?? JSON.stringify(event), caller });
  } catch (error) {
    cloud.log(`schedule ${sourceArn}: ${String(error)}`);
  }
}
