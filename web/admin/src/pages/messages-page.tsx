import Link from "@cloudscape-design/components/link";
import { lazy, Suspense, useEffect } from "react";
import type { MessageRow, MessagesAnswer } from "../../../../src/contracts/admin-api/messages.ts";
import type { PoliciesAnswer } from "../../../../src/contracts/admin-api/policies.ts";
import { useAside } from "../aside.ts";
import { Address } from "../parts/address.tsx";
import { DispositionBadges } from "../parts/disposition-badge.tsx";
import type { Column } from "../parts/list/column.ts";
import { messageProperties, messageQuery } from "../parts/message-filter.ts";
import { MessageStatus } from "../parts/message-status.tsx";
import { othersOf, subjectOf } from "../parts/message-words.ts";
import { PagedListing } from "../parts/paged-listing.tsx";
import { goTo, hrefOf, useQuery } from "../router.ts";
import { useLoaded } from "../use-loaded.ts";
import { useNarrow } from "../use-narrow.ts";
import { dateTime, dispositionWords, statusesOf } from "../words.ts";

const MessageDrawer = lazy(async () => ({ default: (await import("../parts/message-drawer.tsx")).MessageDrawer }));

/** Every message that came to the gateway, newest first; one of them may stand open beside the list. */
export function MessagesPage() {
  const { loaded } = useLoaded<PoliciesAnswer>("api/policies");
  const open = useOpenMessage();
  return (
    <>
      <title>Message tracking – Administrative Console</title>
      <PagedListing<MessageRow, MessagesAnswer>
        name="messages"
        title="Message tracking"
        description="What came to the gateway, what was decided and where it stands. Newest first."
        columns={columnsFor(open.choose).map((column) => (open.beside ? besideDrawer(column) : column))}
        idOf={({ id }) => id}
        path="api/messages"
        rowsOf={({ messages }) => messages}
        properties={messageProperties(loaded.kind === "ready" ? loaded.value.policies : [])}
        queryOf={messageQuery}
        freeText
        filterPlaceholder="Filter by time, address, subject, decision or state"
        empty={{
          title: "No mail yet",
          text: "Messages appear here as soon as the company's mail server sends through the gateway.",
        }}
      />
    </>
  );
}

/** Opens a message beside the list, or as a page where there is no room; the address names what is open. */
function useOpenMessage(): { readonly beside: boolean; readonly choose: (id: string) => void } {
  const [query, setQuery] = useQuery();
  const narrow = useNarrow();
  const setAside = useAside();
  const id = narrow ? null : query.get("open");
  useEffect(() => {
    const close = () => {
      const next = new URLSearchParams(location.search);
      next.delete("open");
      setQuery(next);
    };
    if (id === null) return;
    const content = (
      <Suspense>
        <MessageDrawer key={id} id={id} />
      </Suspense>
    );
    setAside({ content, onClose: close });
    return () => setAside(null);
  }, [id, setAside, setQuery]);
  const choose = (chosen: string) => {
    if (narrow) return goTo(pathOf(chosen));
    const next = new URLSearchParams(query);
    next.set("open", chosen);
    setQuery(next);
  };
  return { beside: id !== null, choose };
}

/** The drawer says what these columns say. */
function besideDrawer(column: Column<MessageRow>): Column<MessageRow> {
  return ["from", "to", "decided"].includes(column.id) ? { ...column, hidden: true } : column;
}

function pathOf(id: string): string {
  return `messages/${encodeURIComponent(id)}`;
}

const columnsFor = (open: (id: string) => void): readonly Column<MessageRow>[] => [
  {
    id: "received",
    header: "Received",
    text: ({ receivedAt }) => receivedAt,
    cell: ({ receivedAt }) => (
      <time className="once" dateTime={receivedAt}>
        {dateTime(receivedAt)}
      </time>
    ),
  },
  {
    id: "from",
    header: "From",
    minWidth: 130,
    text: ({ from }) => from,
    cell: ({ from }) => (from === "" ? "(no sender)" : <Address of={from} />),
  },
  {
    id: "to",
    header: "To",
    minWidth: 130,
    text: ({ recipients }) => recipients.map(({ address }) => address).join(" "),
    cell: (row) => (
      <>
        <Address of={row.recipients[0]?.address ?? "–"} />
        {othersOf(row)}
      </>
    ),
  },
  {
    id: "subject",
    header: "Subject",
    minWidth: 180,
    main: true,
    text: ({ subject }) => subject,
    cell: (row) => (
      <Link
        href={hrefOf(pathOf(row.id))}
        onFollow={(event) => {
          event.preventDefault();
          open(row.id);
        }}
      >
        {subjectOf(row)}
      </Link>
    ),
  },
  {
    id: "decided",
    header: "Decided",
    minWidth: 90,
    text: ({ recipients }) =>
      distinct(recipients.flatMap(({ disposition }) => disposition ?? []))
        .map(wordOf)
        .join(", "),
    cell: ({ recipients }) => <DispositionBadges of={recipients.map(({ disposition }) => disposition)} />,
  },
  {
    id: "state",
    header: "State",
    minWidth: 140,
    text: (row) =>
      statusesOf(row)
        .map(({ text }) => text)
        .join(", "),
    cell: (row) => <MessageStatus message={row} lines />,
  },
];

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}

function wordOf(disposition: keyof typeof dispositionWords): string {
  return dispositionWords[disposition].short;
}
