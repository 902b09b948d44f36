import type { ReactNode } from "react";

/** One column of a list, or one line of a card on a phone. */
export type Column<Row> = {
  readonly id: string;
  readonly header: string;
  /** The value as text: what is filtered and sorted by, and what stands in a CSV file. Times as ISO 8601. */
  readonly text: (row: Row) => string;
  /** What is shown; the text where it is absent. */
  readonly cell?: (row: Row) => ReactNode;
  /** Names the row: its link or title. */
  readonly main?: boolean;
  /** Shown only when it was chosen. */
  readonly hidden?: boolean;
  readonly minWidth?: number;
  /** How a list that is held whole filters by it: `choice` suggests the values there are, `time` compares. */
  readonly filter?: "text" | "choice" | "time" | "none";
  /** Sorts as a number. */
  readonly numeric?: boolean;
};

/** What a list says when it has nothing to show. */
export type EmptyWords = { readonly title: string; readonly text: ReactNode; readonly action?: ReactNode };

/** The shown content of one cell. */
export function cellOf<Row>(column: Column<Row>, row: Row): ReactNode {
  return column.cell === undefined ? column.text(row) : column.cell(row);
}
