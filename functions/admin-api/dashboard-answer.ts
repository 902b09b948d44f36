import type { ListedAccount } from "../../src/accounts/account-directory.ts";
import type { DashboardAnswer, DayRow, SetupStep } from "../../src/contracts/admin-api/dashboard.ts";
import type { PolicyVersion } from "../../src/policy/repository.ts";
import type { DayCounts } from "../../src/tracking/daily-counts.ts";

const day = 24 * 60 * 60 * 1000;
const shownDays = 7;

/** The last seven days, those without mail included. */
export function describeDays(counts: readonly DayCounts[], now: Date): DayRow[] {
  return Array.from({ length: shownDays }, (_, index) => {
    const name = new Date(now.getTime() - (shownDays - 1 - index) * day).toISOString().slice(0, 10);
    const found = counts.find((each) => each.day === name);
    const { messages = 0, refused = 0, dispositions = {} } = found ?? {};
    return { day: name, messages, refused, dispositions };
  });
}

/** Numbers under the same name added up. */
export function sumOf(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const counts of all) {
    for (const [name, number] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + number;
  }
  return sum;
}

/** Each policy in force with how many recipients it decided for. */
export function policyHitsOf(version: PolicyVersion | null, counts: readonly DayCounts[]): DashboardAnswer["policies"] {
  const hits = sumOf(counts.map(({ policies }) => policies));
  return (version?.policySet.policies ?? []).map(({ id, name, enabled }) => ({
    id,
    name,
    enabled,
    hits: hits[id] ?? 0,
  }));
}

/** What is done of the setup, as far as the gateway can see. */
export function stepsOf(known: {
  readonly counts: readonly DayCounts[];
  readonly policies: PolicyVersion | null;
  readonly shown: boolean;
  readonly someReader: readonly ListedAccount[];
}): SetupStep[] {
  const { counts, policies, shown, someReader } = known;
  const messages = counts.reduce((sum, each) => sum + each.messages, 0);
  const refused = counts.reduce((sum, each) => sum + each.refused, 0);
  return [
    { id: "secret", done: shown || messages > refused },
    { id: "first-mail", done: messages > 0 },
    { id: "proven", done: messages > refused },
    { id: "policies", done: policies !== null && policies.publishedBy !== "installation" },
    { id: "first-reader", done: someReader.some(({ state }) => state === "active") },
  ];
}
