import Button from "@cloudscape-design/components/button";
import Pagination from "@cloudscape-design/components/pagination";
import type { TableProps } from "@cloudscape-design/components/table";
import { useState } from "react";
import { useQuery } from "../router.ts";
import type { Loaded } from "../use-loaded.ts";
import { Failure } from "./failure.tsx";
import type { Column, EmptyWords } from "./list/column.ts";
import { toCsv } from "./list/csv.ts";
import { FilterPlace } from "./list/filter-place.tsx";
import type { FilterProperty } from "./list/list-filter.tsx";
import { ListView } from "./list/list-view.tsx";
import type { ListWords } from "./list/list-words.ts";
import { saveFile } from "./list/save-file.ts";
import { fulfils, type Operator, readTokens, type Token, withTokens } from "./list/tokens.ts";
import { useColumns } from "./list/use-columns.ts";

type Props<Row> = ListWords<Row> & { loaded: Loaded<readonly Row[]>; onReload: () => void };

/** A list that is held whole: filters, sorts, pages and exports in the browser. Its filter stands in the address. */
export function Listing<Row>({ loaded, onReload, ...words }: Props<Row>) {
  const { columns } = words;
  const [query, setQuery] = useQuery();
  const [page, setPage] = useState(1);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const choice = useColumns(words.name, columns);
  if (loaded.kind === "failed") return <Failure error={loaded.error} onRetry={onReload} />;
  const all = loaded.kind === "ready" ? loaded.value : [];
  const tokens = readTokens(query).filter(({ key }) => key === "" || columns.some(({ id }) => id === key));
  const found = sorted(
    all.filter((row) => fulfils(tokens, textsOf(columns, row))),
    columns,
    sorting,
  );
  const pagesCount = Math.max(1, Math.ceil(found.length / choice.pageSize));
  const current = Math.min(page, pagesCount);
  const filterBy = (next: readonly Token[]) => {
    setPage(1);
    setQuery(withTokens(query, next));
  };
  return (
    <ListView
      words={words}
      choice={choice}
      rows={found.slice((current - 1) * choice.pageSize, current * choice.pageSize)}
      loading={loaded.kind === "loading"}
      counter={loaded.kind === "ready" ? counterOf(found.length, all.length) : undefined}
      empty={all.length === 0 ? words.empty : nothingFound(() => filterBy([]))}
      exporting={false}
      onExport={() => exportRows(words, found)}
      onRefresh={onReload}
      sorting={sortingProps(choice.shown, sorting, setSorting)}
      filter={
        <FilterPlace
          properties={propertiesOf(columns, all)}
          tokens={tokens}
          placeholder={words.filterPlaceholder ?? "Filter"}
          freeText
          count={found.length === 1 ? "1 match" : `${found.length} matches`}
          onChange={filterBy}
        />
      }
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

function textsOf<Row>(columns: readonly Column<Row>[], row: Row): (key: string) => readonly string[] {
  return (key) => columns.filter(({ id }) => key === "" || id === key).map(({ text }) => text(row));
}

const operators: Readonly<Record<"text" | "choice" | "time", readonly Operator[]>> = {
  text: [":", "!:", "=", "!="],
  choice: ["=", "!="],
  time: [">=", "<="],
};

function propertiesOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): FilterProperty[] {
  return columns.flatMap((column) => {
    const { id: key, header: label, filter = "text", text } = column;
    if (filter === "none") return [];
    const values = filter === "choice" ? [...new Set(rows.map(text))].filter((value) => value !== "").sort() : [];
    return [{ key, label, operators: operators[filter], choices: values.map((value) => ({ value })) }];
  });
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
