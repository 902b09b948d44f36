import type { ReactNode } from "react";
import type { Column, EmptyWords } from "./column.ts";

/** What every list is given, however its rows come. */
export type ListWords<Row> = {
  /** Stands for the list where the browser keeps its columns, and names its CSV file. */
  readonly name: string;
  readonly title: string;
  readonly description?: ReactNode;
  /** `h1` where the list is the page. */
  readonly level?: "h1" | "h2";
  readonly columns: readonly Column<Row>[];
  readonly idOf: (row: Row) => string;
  readonly empty: EmptyWords;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  /** Stands between title and filter. */
  readonly notice?: ReactNode;
  readonly filterPlaceholder?: string;
};
