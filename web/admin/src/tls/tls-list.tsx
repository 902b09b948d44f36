import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TlsPoliciesAnswer, TlsRow } from "../../../../src/contracts/admin-api/tls.ts";
import { toCsv } from "../parts/list/csv.ts";
import { OrderFilter } from "../parts/list/order-filter.tsx";
import { useRowFilter } from "../parts/list/row-filter.tsx";
import { saveFile } from "../parts/list/save-file.ts";
import { follow, goTo, hrefOf } from "../router.ts";
import { lights } from "./tls-words.ts";

const titles = { receipt: "Secure Receipt", delivery: "Secure Delivery" } as const;
const descriptions = {
  receipt: "How mail must reach the gateway. Most specific first.",
  delivery: "How mail must leave the gateway, for each recipient. Most specific first.",
} as const;

type Direction = "receipt" | "delivery";
type Props = { answer: TlsPoliciesAnswer; mayChange: boolean };

/** The policies of both directions, each in the order in which mail meets them, with one filter for both. */
export function TlsLists({ answer, mayChange }: Props) {
  const { receipt, delivery, policies } = answer;
  const columns = columnsOf(new Map([...named(receipt, policies.receipt), ...named(delivery, policies.delivery)]));
  const filter = useRowFilter(columns, [...receipt, ...delivery], { placeholder: "Find TLS policies" });
  const shown = { columns, found: filter.found, mayChange };
  return (
    <SpaceBetween size="l">
      <OrderFilter filter={filter} all={receipt.length + delivery.length} />
      <TlsList rows={receipt} list="receipt" {...shown} />
      <TlsList rows={delivery} list="delivery" {...shown} />
    </SpaceBetween>
  );
}

type ListProps = {
  rows: readonly TlsRow[];
  found: readonly TlsRow[];
  columns: ReturnType<typeof columnsOf>;
  list: Direction;
  mayChange: boolean;
};

function TlsList({ rows, found, columns, list, mayChange }: ListProps) {
  const shown = rows.filter((row) => found.includes(row));
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${rows.length})`}
          description={descriptions[list]}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                iconName="download"
                onClick={() => saveFile(`tls-${list}.csv`, csvOf(shown, columns), "text/csv")}
              >
                Export CSV
              </Button>
              {mayChange ? (
                <Button onClick={() => goTo(`tls-policies/${list}/new`)}>New {titles[list]} policy</Button>
              ) : null}
            </SpaceBetween>
          }
        >
          {titles[list]}
        </Header>
      }
    >
      <ol className="rows">
        {shown.map((row) => (
          <Row key={row.id} row={row} list={list} narrative={columns[0].text(row)} />
        ))}
        <li>
          <div className="event-head">
            <h3 className="name">Otherwise</h3>
          </div>
          <p className="sentence">TLS is used where it is offered.</p>
        </li>
      </ol>
    </Container>
  );
}

/** Each row with its policy's narrative; the two directions may use one id. */
function named(rows: readonly TlsRow[], policies: readonly { readonly id: string; readonly narrative: string }[]) {
  const narratives = new Map(policies.map(({ id, narrative }) => [id, narrative]));
  return rows.map((row) => [row, narratives.get(row.id) ?? row.id] as const);
}

/** What the list is filtered by, and what stands in its CSV file. */
function columnsOf(narratives: ReadonlyMap<TlsRow, string>) {
  return [
    { id: "narrative", header: "Narrative", text: (row: TlsRow) => narratives.get(row) ?? row.id },
    { id: "state", header: "State", text: ({ light }: TlsRow) => lights[light].text, filter: "choice" },
    { id: "sentence", header: "In words", text: ({ sentence }: TlsRow) => sentence },
    { id: "because", header: "Why it stands here", text: ({ because }: TlsRow) => because },
  ] as const;
}

/** The policies in their order. */
function csvOf(rows: readonly TlsRow[], columns: ReturnType<typeof columnsOf>): string {
  return toCsv([columns.map(({ header }) => header), ...rows.map((row) => columns.map(({ text }) => text(row)))]);
}

function Row({ row, list, narrative }: { row: TlsRow; list: Direction; narrative: string }) {
  const { type, text } = lights[row.light];
  return (
    <li>
      <div className="event-head">
        <h3 className="name">
          <Link href={hrefOf(`tls-policies/${list}/${row.id}`)} onFollow={follow} fontSize="inherit">
            {narrative}
          </Link>
        </h3>
        <StatusIndicator type={type}>{text}</StatusIndicator>
      </div>
      <p className="sentence">{row.sentence}</p>
      {row.enforced.map((sentence) => (
        <p className="narrative" key={sentence}>
          {sentence}
        </p>
      ))}
      <Box color="text-body-secondary" fontSize="body-s">
        {row.id} · {row.because}
      </Box>
    </li>
  );
}
