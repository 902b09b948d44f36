import Link from "@cloudscape-design/components/link";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import type { ReadinessAnswer, ReadinessRow } from "../../../../src/contracts/admin-api/tls.ts";
import type { Column } from "../parts/list/column.ts";
import { Listing } from "../parts/listing.tsx";
import { follow, hrefOf } from "../router.ts";
import { useVisit } from "../signed-in.ts";
import { type Loaded, useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";
import { draftFor } from "./new-tls-policy.ts";
import { TestMail } from "./test-mail.tsx";
import "./tls.css";
import { verdicts } from "./tls-words.ts";

/** Which partner domains could be enforced safely, from what was observed. */
export function TlsReadinessPage() {
  const [days, setDays] = useState("30");
  const { loaded, reload } = useLoaded<ReadinessAnswer>(`api/tls-readiness?days=${days}`);
  const { role } = useVisit().signedIn;
  const mayChange = role === "owner" || role === "policy-admin";
  return (
    <>
      <title>TLS readiness – Administrative Console</title>
      <SpaceBetween size="l">
        <Listing<ReadinessRow>
          name="tls-readiness"
          title="TLS readiness"
          level="h1"
          description={describe(loaded)}
          columns={mayChange ? [...facts, draft] : facts}
          idOf={({ domain }) => domain}
          loaded={rowsOf(loaded)}
          onReload={reload}
          empty={{ title: "Nothing observed yet", text: "Partners appear here once mail was sent to them in clear." }}
        />
        <SegmentedControl
          label="Messages that are counted"
          selectedId={days}
          options={["7", "30", "90"].map((id) => ({ id, text: `Last ${id} days` }))}
          onChange={({ detail }) => setDays(detail.selectedId)}
        />
        {mayChange ? <TestMail /> : null}
      </SpaceBetween>
    </>
  );
}

function rowsOf(loaded: Loaded<ReadinessAnswer>): Loaded<readonly ReadinessRow[]> {
  return loaded.kind === "ready" ? { kind: "ready", value: loaded.value.domains } : loaded;
}

function describe(loaded: Loaded<ReadinessAnswer>): string {
  const what = "Which partner domains could be enforced, and what would fail today.";
  if (loaded.kind !== "ready" || loaded.value.since === null) return what;
  const { all, days, messages, since } = loaded.value;
  if (all) return `${what} From all messages of the last ${days} days: ${messages}.`;
  return `${what} From the newest ${messages} messages, since ${dateTime(since, true)}; the last ${days} days had more.`;
}

const count = (id: "messages" | "overTls" | "unknown" | "failed", header: string): Column<ReadinessRow> => ({
  id,
  header,
  numeric: true,
  minWidth: 95,
  filter: "none",
  text: (row) => String(row[id]),
});

const facts: readonly Column<ReadinessRow>[] = [
  { id: "domain", header: "Partner domain", main: true, minWidth: 160, text: ({ domain }) => domain },
  {
    id: "verdict",
    header: "Verdict",
    filter: "choice",
    minWidth: 130,
    text: ({ verdict }) => verdicts[verdict].text,
    cell: ({ verdict }) => <StatusIndicator type={verdicts[verdict].type}>{verdicts[verdict].text}</StatusIndicator>,
  },
  count("messages", "Messages"),
  count("overTls", "Over TLS"),
  count("unknown", "Not known"),
  count("failed", "Failed"),
  { id: "sentence", header: "Why", minWidth: 220, filter: "none", text: ({ sentence }) => sentence },
];

const draft: Column<ReadinessRow> = {
  id: "draft",
  header: "Policy",
  filter: "none",
  minWidth: 120,
  text: ({ enforcedBy }) => enforcedBy ?? "",
  cell: (row) =>
    row.enforcedBy === null ? (
      <Link href={hrefOf(draftFor(row))} onFollow={follow} ariaLabel={`Draft a policy for ${row.domain}`}>
        Draft a policy
      </Link>
    ) : (
      <Link href={hrefOf(`tls-policies/delivery/${row.enforcedBy}`)} onFollow={follow}>
        {row.enforcedBy}
      </Link>
    ),
};
