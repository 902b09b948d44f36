import { z } from "zod";

const counted = z.record(z.string(), z.number().int());

/** One day's mail. */
export const dayRow = z.strictObject({
  day: z.string(),
  messages: z.number().int(),
  refused: z.number().int(),
  dispositions: counted,
});
export type DayRow = z.output<typeof dayRow>;

/** One step of the setup. */
export const setupStep = z.strictObject({
  id: z.enum(["secret", "first-mail", "proven", "policies", "first-reader"]),
  done: z.boolean(),
});
export type SetupStep = z.output<typeof setupStep>;

/** A policy and how often it decided. */
export const policyHits = z.strictObject({ id: z.string(), name: z.string(), enabled: z.boolean(), hits: z.number() });

/** What the console opens with. */
export const dashboardAnswer = z.strictObject({
  setup: z.array(setupStep).readonly(),
  /** Seven days up to today, in UTC, days without mail included. */
  days: z.array(dayRow).readonly(),
  held: z.number().int(),
  /** There are more held copies than were counted. */
  moreHeld: z.boolean(),
  /** Over the last thirty days. */
  policies: z.array(policyHits).readonly(),
  unreadable: counted,
  messages30: z.number().int(),
  closed30: z.number().int(),
});
export type DashboardAnswer = z.output<typeof dashboardAnswer>;

/** The connector's secret; `value` once, to the first owner who asks. */
export const connectorAnswer = z.strictObject({
  header: z.string(),
  shown: z.boolean(),
  values: z.number().int(),
  value: z.string().optional(),
});
export type ConnectorAnswer = z.output<typeof connectorAnswer>;
