import { useState } from "react";
import type { Column } from "./column.ts";

type Choice = { readonly hidden: readonly string[]; readonly shown: readonly string[]; readonly pageSize: number };

/** The sizes a page of a list can have. */
export const pageSizes = [25, 50, 100] as const;

/** Which columns a list shows and how many rows; kept in this browser under the list's name. */
export function useColumns<Row>(name: string, columns: readonly Column<Row>[]) {
  const [choice, setChoice] = useState<Choice>(() => readChoice(name));
  const keep = (next: Choice) => {
    setChoice(next);
    writeChoice(name, next);
  };
  const isShown = ({ id, hidden }: Column<Row>) =>
    hidden === true ? choice.shown.includes(id) : !choice.hidden.includes(id);
  const toggle = (column: Column<Row>) => {
    const shows = isShown(column);
    const without = (ids: readonly string[]) => ids.filter((id) => id !== column.id);
    keep({
      ...choice,
      shown: shows ? without(choice.shown) : [...without(choice.shown), column.id],
      hidden: shows ? [...without(choice.hidden), column.id] : without(choice.hidden),
    });
  };
  return {
    shown: columns.filter((column) => column.main === true || isShown(column)),
    pageSize: choice.pageSize,
    isShown,
    toggle,
    setPageSize: (pageSize: number) => keep({ ...choice, pageSize }),
  };
}

/** What `useColumns` gives. */
export type ColumnChoice<Row> = ReturnType<typeof useColumns<Row>>;

function readChoice(name: string): Choice {
  const plain: Choice = { hidden: [], shown: [], pageSize: pageSizes[0] };
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(name)) ?? "{}") as Partial<Choice>;
    return {
      hidden: Array.isArray(kept.hidden) ? kept.hidden : [],
      shown: Array.isArray(kept.shown) ? kept.shown : [],
      pageSize: pageSizes.find((size) => size === kept.pageSize) ?? plain.pageSize,
    };
  } catch {
    return plain;
  }
}

function writeChoice(name: string, choice: Choice): void {
  try {
    localStorage.setItem(keyOf(name), JSON.stringify(choice));
  } catch {
    // A browser that keeps nothing shows the plain columns the next time.
  }
}

function keyOf(name: string): string {
  return `console-list-${name}`;
}
