import { useCallback, useEffect, useState } from "react";
import { ApiError, get } from "../../api.ts";
import { useVisit } from "../../signed-in.ts";
import type { Loaded } from "../../use-loaded.ts";

/** One answer of a list that comes page by page; it may be short, or empty, while `cursor` is there. */
export type PageOf<Row> = { readonly rows: readonly Row[]; readonly cursor?: string };

/** Asks for the rows from `cursor` on, `limit` at most. */
export type AskPage<Row> = (from: { cursor?: string; limit: number }, signal?: AbortSignal) => Promise<PageOf<Row>>;

/** A page that the API cut short is filled up by this many further calls at most. */
const mostCalls = 20;

/** The pages of a list seen so far, each beginning where the one before it ended; `source` names what is asked for. */
export function usePages<Row>(source: string, limit: number, ask: AskPage<Row>) {
  const key = `${source} ${limit}`;
  const [place, setPlace] = useState<Place>({ key, page: 1, cursors: [undefined] });
  const { page, cursors } = place.key === key ? place : { page: 1, cursors: [undefined] };
  const [state, setState] = useState<{ at: string; loaded: Loaded<PageOf<Row>> } | null>(null);
  const [again, setAgain] = useState(0);
  const { lost, round } = useVisit();
  const at = `${key} ${page} ${again} ${round}`;
  const cursor = cursors[page - 1];
  // biome-ignore lint/correctness/useExhaustiveDependencies: `at` says everything that the call depends on
  useEffect(() => {
    const abort = new AbortController();
    fill(ask, { cursor, limit }, abort.signal).then(
      (value) => {
        setState({ at, loaded: { kind: "ready", value } });
        if (value.cursor === undefined) return;
        setPlace({ key, page, cursors: [...cursors.slice(0, page), value.cursor] });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        if (error.code === "sign-in-needed") lost();
        else setState({ at, loaded: { kind: "failed", error } });
      },
    );
    return () => abort.abort();
  }, [at]);
  const loaded: Loaded<PageOf<Row>> = state?.at === at ? state.loaded : { kind: "loading" };
  return {
    loaded,
    page,
    pagesCount: Math.max(page, cursors.length),
    goTo: (next: number) => setPlace({ key, page: next, cursors }),
    reload: useCallback(() => setAgain((count) => count + 1), []),
  };
}

type Place = { readonly key: string; readonly page: number; readonly cursors: readonly (string | undefined)[] };

async function fill<Row>(
  ask: AskPage<Row>,
  from: { cursor?: string; limit: number },
  signal: AbortSignal,
): Promise<PageOf<Row>> {
  const rows: Row[] = [];
  let { cursor } = from;
  for (let call = 0; call < mostCalls && rows.length < from.limit; call += 1) {
    const answer = await ask({ cursor, limit: from.limit - rows.length }, signal);
    rows.push(...answer.rows);
    cursor = answer.cursor;
    if (cursor === undefined) break;
  }
  return { rows, cursor };
}

/** The most rows that one call of the API gives. */
const mostOfCall = 100;
/** So many rows are held whole, to be filtered and sorted here. */
export const mostHeldWhole = mostCalls * mostOfCall;

/** All rows of a list that is filtered and sorted in the browser; with a cursor, there are more than are shown. */
export function useAllRows<Row>(source: string, ask: AskPage<Row>) {
  const { loaded, reload } = usePages<Row>(source, mostHeldWhole, ({ cursor, limit }, signal) =>
    ask({ cursor, limit: Math.min(limit, mostOfCall) }, signal),
  );
  const rows: Loaded<readonly Row[]> = loaded.kind === "ready" ? { kind: "ready", value: loaded.value.rows } : loaded;
  const isCut = loaded.kind === "ready" && loaded.value.cursor !== undefined;
  return { rows, isCut, reload };
}

/** Every row from the first page on, `most` at most. */
export async function everyRow<Row>(ask: AskPage<Row>, most: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const answer: PageOf<Row> = await ask({ cursor, limit: mostOfCall });
    rows.push(...answer.rows);
    cursor = answer.cursor;
  } while (cursor !== undefined && rows.length < most);
  return rows.slice(0, most);
}

/** Asks a path of the API for pages; `rowsOf` takes the rows out of its answer. */
export function pagesOf<Answer extends { readonly cursor?: string }, Row>(
  path: string,
  query: URLSearchParams,
  rowsOf: (answer: Answer) => readonly Row[],
): AskPage<Row> {
  return async ({ cursor, limit }, signal) => {
    const asked = new URLSearchParams(query);
    asked.set("limit", `${limit}`);
    if (cursor !== undefined) asked.set("cursor", cursor);
    const answer = await get<Answer>(`${path}?${asked}`, signal);
    return { rows: rowsOf(answer), cursor: answer.cursor };
  };
}
