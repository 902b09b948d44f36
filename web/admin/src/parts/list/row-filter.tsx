import type { ReactNode } from "react";
import { useQuery } from "../../router.ts";
import type { Column } from "./column.ts";
import { FilterPlace } from "./filter-place.tsx";
import type { FilterProperty } from "./list-filter.tsx";
import { fulfils, type Operator, readTokens, type Token, withTokens } from "./tokens.ts";

/** What a list reads of a column to filter by it. */
type Filtered<Row> = Pick<Column<Row>, "id" | "header" | "text" | "filter">;

/** What a filter finds of a list, and the place where it is typed. */
export type RowFilter<Row> = {
  readonly found: readonly Row[];
  readonly isFiltered: boolean;
  clear(): void;
  readonly place: ReactNode;
};

/** Filters a list that is held whole by its columns; the filter stands in the address. */
export function useRowFilter<Row>(
  columns: readonly Filtered<Row>[],
  rows: readonly Row[],
  { placeholder, onChange }: { placeholder: string; onChange?: () => void },
): RowFilter<Row> {
  const [query, setQuery] = useQuery();
  const tokens = readTokens(query).filter(({ key }) => key === "" || columns.some(({ id }) => id === key));
  const found = rows.filter((row) => fulfils(tokens, textsOf(columns, row)));
  const filterBy = (next: readonly Token[]) => {
    onChange?.();
    setQuery(withTokens(query, next));
  };
  const place = (
    <FilterPlace
      properties={propertiesOf(columns, rows)}
      tokens={tokens}
      placeholder={placeholder}
      freeText
      count={found.length === 1 ? "1 match" : `${found.length} matches`}
      onChange={filterBy}
    />
  );
  return { found, isFiltered: tokens.length > 0, clear: () => filterBy([]), place };
}

function textsOf<Row>(columns: readonly Filtered<Row>[], row: Row): (key: string) => readonly string[] {
  return (key) => columns.filter(({ id }) => key === "" || id === key).map(({ text }) => text(row));
}

const operators: Readonly<Record<"text" | "choice" | "time", readonly Operator[]>> = {
  text: [":", "!:", "=", "!="],
  choice: ["=", "!="],
  time: [">=", "<="],
};

function propertiesOf<Row>(columns: readonly Filtered<Row>[], rows: readonly Row[]): FilterProperty[] {
  return columns.flatMap((column) => {
    const { id: key, header: label, filter = "text", text } = column;
    if (filter === "none") return [];
    const values = filter === "choice" ? [...new Set(rows.map(text))].filter((value) => value !== "").sort() : [];
    return [{ key, label, operators: operators[filter], choices: values.map((value) => ({ value })) }];
  });
}
