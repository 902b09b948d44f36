import type { Clock } from "../clock.ts";
import type { PolicySet } from "../contracts/policies.ts";
import type { JudgedMessages } from "../tracking/judged-messages.ts";
import { replayMessage } from "./replay-message.ts";

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

/** Past messages, latest first, that are protected by the policies in force and would not be any more. */
export async function findHoles(
  { judged, clock }: { readonly judged: JudgedMessages; readonly clock: Pick<Clock, "now"> },
  policySet: PolicySet,
  inForce: PolicySet,
): Promise<{ readonly holes: readonly string[]; readonly looked: LookedAt }> {
  const begun = clock.now().getTime();
  const since = new Date(begun - holeDays * dayLength);
  const holes: string[] = [];
  let messages = 0;
  let reached = clock.now().toISOString();
  let cursor: string | undefined;
  do {
    const page = await judged.page({ since, limit: 100, cursor });
    for (const message of page.messages) {
      messages += 1;
      reached = message.receivedAt;
      const replayed = replayMessage(message, policySet, { inForce });
      if (replayed.kind !== "replayed") continue;
      const open = replayed.recipients.find(({ opensHole }) => opensHole);
      if (open !== undefined) holes.push(`${message.subject || "(no subject)"} to ${open.recipient}`);
    }
    cursor = page.cursor;
  } while (cursor !== undefined && holes.length < mostFound && clock.now().getTime() - begun < mostMs);
  const isWhole = cursor === undefined;
  return { holes, looked: { messages, since: isWhole ? since.toISOString() : reached, isWhole } };
}
