import type { PolicySet } from "../contracts/policies.ts";
import { type ReplayPorts, replayStep } from "./replay-step.ts";

/** How far back publishing looks. */
const holeDays = 7;
const dayLength = 86_400_000;
/** Publishing answers within a request; what it has not looked at by then it says. */
const mostMs = 12_000;
/** Holes enough to say no. */
const mostFound = 100;

/** What publishing saw of past messages. */
export type LookedAt = {
  readonly messages: number;
  /** Back to when; the whole of the days unless time ran out. */
  readonly since: string;
  readonly isWhole: boolean;
};

/**
 * Past messages, latest first, that are protected by the policies in force and would not be any more: as their facts say
 * and, with `open`, their kept text.
 */
export async function findHoles(
  { judged, clock, open = null }: Omit<ReplayPorts, "open"> & Partial<Pick<ReplayPorts, "open">>,
  policySet: PolicySet,
  inForce: PolicySet,
): Promise<{ readonly holes: readonly string[]; readonly looked: LookedAt }> {
  const begun = clock.now().getTime();
  const since = new Date(begun - holeDays * dayLength);
  const holes = new Map<string, string>();
  let messages = 0;
  let reached = clock.now().toISOString();
  let cursor: string | undefined;
  do {
    const step = await replayStep({ judged, clock, open }, { policySet, inForce, since, cursor, only: "holes" });
    for (const { messageId, subject, recipient } of step.rows) {
      if (!holes.has(messageId)) holes.set(messageId, `${subject || "(no subject)"} to ${recipient}`);
    }
    messages += step.messages;
    reached = step.reached ?? reached;
    cursor = step.cursor;
  } while (cursor !== undefined && holes.size < mostFound && clock.now().getTime() - begun < mostMs);
  const isWhole = cursor === undefined;
  return { holes: [...holes.values()], looked: { messages, since: isWhole ? since.toISOString() : reached, isWhole } };
}
