import { dashboardAnswer } from "../../../src/contracts/admin-api/dashboard.ts";
import { describeDays, policyHitsOf, stepsOf, sumOf } from "../dashboard-answer.ts";
import { jsonAnswer } from "../json-answer.ts";
import { overseers, route } from "../principal.ts";

const day = 24 * 60 * 60 * 1000;
const mostHeld = 100;

/** What the console opens with: setup, the last days, what waits, which policies never matched. Counts only. */
export const readDashboard = route({
  method: "GET",
  path: "/api/dashboard",
  roles: overseers,
  answer: dashboardAnswer,
  handle: async ({ context }) => {
    const now = context.clock.now();
    const first = new Date(now.getTime() - 29 * day).toISOString().slice(0, 10);
    const [counts, held, policies, connector] = await Promise.all([
      context.counts.between(first, now.toISOString().slice(0, 10)),
      context.held.list({ limit: mostHeld }),
      context.policies.current(),
      context.connector.state(),
    ]);
    const someReader = (await context.recipients.list({ limit: 1 })).accounts;
    return jsonAnswer(dashboardAnswer, {
      setup: stepsOf({ counts, policies, shown: connector.shown, someReader }),
      days: describeDays(counts, now),
      held: held.held.length,
      moreHeld: held.cursor !== undefined,
      policies: policyHitsOf(policies, counts),
      unreadable: sumOf(counts.map(({ unreadable }) => unreadable)),
      messages30: counts.reduce((sum, { messages, refused }) => sum + messages - refused, 0),
      closed30: counts.reduce((sum, { unreadable }) => sum + Math.max(0, ...Object.values(unreadable)), 0),
    });
  },
});
