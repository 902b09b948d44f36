import type { SearchTable } from "./search-table.ts";

/** What is asked of every text, what can be asked besides, and what this text is asked besides (null: nothing). */
export type Tables = {
  readonly always: SearchTable;
  readonly possible: SearchTable;
  readonly besides: () => SearchTable | null;
};

/** The tables that a text is asked by; it is searched for keywords when that first matters. */
export class TablesInUse {
  readonly list: SearchTable[];
  /** Numbers of digits, one bit each, that some form has. */
  inForms: number;
  /** What can be asked besides; null once it is settled what is. */
  possible: SearchTable | null;
  readonly #besides: Tables["besides"];

  constructor({ always, possible, besides }: Tables) {
    this.list = [always];
    this.inForms = always.inForms;
    this.possible = possible;
    this.#besides = besides;
  }

  /** Settles what is asked besides; says whether there is anything. */
  settle(): boolean {
    this.possible = null;
    const besides = this.#besides();
    if (besides === null) return false;
    this.list.push(besides);
    this.inForms |= besides.inForms;
    return true;
  }
}
