import Container from "@cloudscape-design/components/container";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { MessageRow } from "../../../../src/contracts/admin-api/messages.ts";
import { follow, hrefOf } from "../router.ts";
import { dateTime } from "../words.ts";
import { Address } from "./address.tsx";
import { DispositionBadges } from "./disposition-badge.tsx";
import { MessageStatus } from "./message-status.tsx";
import type { MessageListProps } from "./message-table.tsx";
import { othersOf, subjectOf } from "./message-words.ts";
import { NoMessages } from "./no-messages.tsx";

/** The list for narrow windows: one message below the other. */
export function MessageCards({ messages, loading, firstPage, pagination }: MessageListProps) {
  return (
    <Container footer={pagination}>
      {loading ? <StatusIndicator type="loading">Loading messages</StatusIndicator> : null}
      {!loading && messages.length === 0 ? <NoMessages firstPage={firstPage} /> : null}
      <ul className="rows">
        {messages.map((row) => (
          <Card key={row.id} row={row} />
        ))}
      </ul>
    </Container>
  );
}

function Card({ row }: { row: MessageRow }) {
  return (
    <li>
      <SpaceBetween size="xxs">
        <Link href={hrefOf(`messages/${encodeURIComponent(row.id)}`)} onFollow={follow} fontSize="heading-s">
          {subjectOf(row)}
        </Link>
        <span>
          {row.from === "" ? "(no sender)" : <Address of={row.from} />} →{" "}
          <Address of={row.recipients[0]?.address ?? "–"} />
          {othersOf(row)}
        </span>
        <time className="quiet" dateTime={row.receivedAt}>
          {dateTime(row.receivedAt)}
        </time>
        <span className="badges">
          <DispositionBadges of={row.recipients.map(({ disposition }) => disposition)} />
          <MessageStatus message={row} />
        </span>
      </SpaceBetween>
    </li>
  );
}
