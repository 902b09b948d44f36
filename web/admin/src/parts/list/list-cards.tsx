import Container from "@cloudscape-design/components/container";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { ReactNode } from "react";
import { type Column, cellOf } from "./column.ts";
import type { ListWords } from "./list-words.ts";
import type { ColumnChoice } from "./use-columns.ts";

type Props<Row> = {
  words: ListWords<Row>;
  rows: readonly Row[];
  choice: ColumnChoice<Row>;
  loading: boolean;
  loadingText?: string;
  head: ReactNode;
  tools: ReactNode;
  filter: ReactNode;
  pagination: ReactNode;
  empty: ReactNode;
};

/** The list for narrow windows: one card below the other. */
export function ListCards<Row>(props: Props<Row>) {
  const { words, rows, choice, loading, loadingText = "Loading", head, tools, filter, pagination, empty } = props;
  return (
    <SpaceBetween size="m">
      {head}
      {filter}
      <Container
        footer={
          <div className="card-tools">
            {pagination}
            {tools}
          </div>
        }
      >
        {loading ? <StatusIndicator type="loading">{loadingText}</StatusIndicator> : null}
        {!loading && rows.length === 0 ? empty : null}
        <ul className="rows" aria-label={words.title}>
          {rows.map((row) => (
            <li key={words.idOf(row)}>
              <Card row={row} columns={choice.shown} />
            </li>
          ))}
        </ul>
      </Container>
    </SpaceBetween>
  );
}

function Card<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  const main = columns.find((column) => column.main === true);
  return (
    <SpaceBetween size="xxs">
      {main === undefined ? null : <div className="card-name">{cellOf(main, row)}</div>}
      <dl className="card">
        {columns
          .filter((column) => column !== main)
          .map((column) => (
            <div key={column.id}>
              <dt>{column.header}</dt>
              <dd>{cellOf(column, row)}</dd>
            </div>
          ))}
      </dl>
    </SpaceBetween>
  );
}
