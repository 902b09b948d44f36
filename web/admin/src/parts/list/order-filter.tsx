import type { ReactNode } from "react";
import type { RowFilter } from "./row-filter.tsx";

type Props<Row> = { filter: RowFilter<Row>; all: number; children?: ReactNode };

/** The filter above a list whose order means something, and how much of the list it shows. */
export function OrderFilter<Row>({ filter, all, children }: Props<Row>) {
  return (
    <div className="order-filter">
      {filter.place}
      {filter.isFiltered ? (
        <p className="quiet" role="status">
          {filter.found.length} of {all} shown. {children}
        </p>
      ) : null}
    </div>
  );
}
