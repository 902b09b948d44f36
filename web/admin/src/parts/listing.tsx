import Button from "@cloudscape-design/components/button";
import Pagination from "@cloudscape-design/components/pagination";
import type { TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import type { Loaded } from "../use-loaded.ts";
import { Failure } from "./failure.tsx";
import type { Column, EmptyWords } from "./list/column.ts";
import { toCsv } from "./list/csv.ts";
import { ListView } from "./list/list-view.tsx";
import type { ListWords } from "./list/list-words.ts";
import { useRowFilter } from "./list/row-filter.tsx";
import { saveFile } from "./list/save-file.ts";
import { useColumns } from "./list/use-columns.ts";

type Props<Row> = ListWords<Row> & { loaded: Loaded<readonly Row[]>; onReload: () => void };

/** A list that is held whole: filters, sorts, pages and exports in the browser. Its filter stands in the address. */
export function Listing<Row>({ loaded, onReload, ...words }: Props<Row>) {
  const { columns } = words;
  const [page, setPage] = useState(1);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const choice = useColumns(words.name, columns);
  const all = loaded.kind === "ready" ? loaded.value : [];
  const placeholder = words.filterPlaceholder ?? "Filter";
  const filter = useRowFilter(columns, all, { placeholder, onChange: () => setPage(1) });
  if (loaded.kind === "failed") return <Failure error={loaded.error} onRetry={onReload} />;
  const found = sorted(filter.found, columns, sorting);
  const pagesCount = Math.max(1, Math.ceil(found.length / choice.pageSize));
  const current = Math.min(page, pagesCount);
  return (
    <ListView
      words={words}
      choice={choice}
      rows={found.slice((current - 1) * choice.pageSize, current * choice.pageSize)}
      loading={loaded.kind === "loading"}
      counter={loaded.kind === "ready" ? counterOf(found.length, all.length) : undefined}
      empty={all.length === 0 ? words.empty : nothingFound(filter.clear)}
      exporting={false}
      onExport={() => exportRows(words, found)}
      onRefresh={onReload}
      sorting={sortingProps(choice.shown, sorting, setSorting)}
      filter={filter.place}
      pagination={
        <Pagination
          currentPageIndex={current}
          pagesCount={pagesCount}
          onChange={({ detail }) => setPage(detail.currentPageIndex)}
        />
      }
    />
  );
}

type Sorting = { readonly column: string; readonly descending: boolean };

function sortingProps<Row>(
  shown: readonly Column<Row>[],
  sorting: Sorting | null,
  set: (sorting: Sorting) => void,
): Pick<TableProps<Row>, "sortingColumn" | "sortingDescending" | "onSortingChange"> {
  const column = shown.find(({ id }) => id === sorting?.column);
  return {
    ...(column === undefined ? {} : { sortingColumn: { sortingField: column.id } }),
    sortingDescending: sorting?.descending ?? false,
    onSortingChange: ({ detail }) =>
      set({ column: detail.sortingColumn.sortingField ?? "", descending: detail.isDescending ?? false }),
  };
}

function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], by: Sorting | null): readonly Row[] {
  const column = columns.find(({ id }) => id === by?.column);
  if (column === undefined || by === null) return rows;
  const { text, numeric = false } = column;
  const collator = new Intl.Collator("en", { numeric });
  const direction = by.descending ? -1 : 1;
  return rows.toSorted((a, b) => direction * collator.compare(text(a), text(b)));
}

function exportRows<Row>({ name, columns }: ListWords<Row>, rows: readonly Row[]): void {
  const lines = rows.map((row) => columns.map(({ text }) => text(row)));
  saveFile(`${name}.csv`, toCsv([columns.map(({ header }) => header), ...lines]), "text/csv");
}

function counterOf(found: number, all: number): string {
  return found === all ? `(${all})` : `(${found}/${all})`;
}

function nothingFound(onClear: () => void): EmptyWords {
  return {
    title: "Nothing matches",
    text: "No row fulfils the whole filter.",
    action: <Button onClick={onClear}>Clear the filter</Button>,
  };
}
