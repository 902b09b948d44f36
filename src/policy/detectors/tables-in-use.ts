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
  /** Numbers of letters, one bit each, before the digits of codes that are asked for or could be. */
  readonly heads: number;
  /** Fewest digits of a number that is asked for or could be. */
  readonly fewest: number;
  /** What can be asked besides; null once it is settled what is. */
  possible: SearchTable | null;
  readonly #besides: Tables["besides"];

  constructor({ always, possible, besides }: Tables) {
    this.list = [always];
    this.inForms = always.inForms;
    this.possible = possible;
    this.heads = always.heads | possible.heads;
    this.fewest = Math.min(lowestBit(always.every), lowestBit(possible.every));
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

function lowestBit(bits: number): number {
  return bits === 0 ? Number.POSITIVE_INFINITY : 31 - Math.clz32(bits & -bits);
}
