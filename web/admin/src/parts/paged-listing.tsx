import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Pagination from "@cloudscape-design/components/pagination";
import { useState } from "react";
import { ApiError } from "../api.ts";
import { useFlash } from "../flashes.ts";
import { useQuery } from "../router.ts";
import { Failure } from "./failure.tsx";
import type { EmptyWords } from "./list/column.ts";
import { toCsv } from "./list/csv.ts";
import { FilterPlace } from "./list/filter-place.tsx";
import type { FilterProperty } from "./list/list-filter.tsx";
import { ListView } from "./list/list-view.tsx";
import type { ListWords } from "./list/list-words.ts";
import { saveFile } from "./list/save-file.ts";
import { readTokens, type Token, withTokens } from "./list/tokens.ts";
import { useColumns } from "./list/use-columns.ts";
import { type AskPage, everyRow, pagesOf, usePages } from "./list/use-pages.ts";

/** A CSV file of the console ends here; the API has the rest. */
const mostExported = 10_000;

type Props<Row, Answer> = ListWords<Row> & {
  /** The API's route; `limit` and `cursor` are added. */
  readonly path: string;
  readonly rowsOf: (answer: Answer) => readonly Row[];
  readonly properties: readonly FilterProperty[];
  /** The route's query for a filter. */
  readonly queryOf: (tokens: readonly Token[]) => URLSearchParams;
  /** Whether the route can look for words anywhere. */
  readonly freeText?: boolean;
};

/** A list that the API filters and gives page by page. Its filter stands in the address. */
export function PagedListing<Row, Answer extends { readonly cursor?: string }>(props: Props<Row, Answer>) {
  const { path, rowsOf, properties, queryOf, freeText = false, ...words } = props;
  const [query, setQuery] = useQuery();
  const choice = useColumns(words.name, words.columns);
  const tokens = readTokens(query).filter(({ key }) => isKnown(key, properties, freeText));
  const asked = queryOf(tokens);
  const ask = pagesOf(path, asked, rowsOf);
  const { loaded, page, pagesCount, goTo, reload } = usePages(`${path}?${asked}`, choice.pageSize, ask);
  const { exporting, run } = useExport(words, ask);
  const filterBy = (next: readonly Token[]) => setQuery(withTokens(query, next));
  if (loaded.kind === "failed") {
    const unusable = loaded.error.code === "bad-request" && tokens.length > 0;
    return unusable ? <Unusable onClear={() => filterBy([])} /> : <Failure error={loaded.error} onRetry={reload} />;
  }
  const { rows, cursor } = loaded.kind === "ready" ? loaded.value : { rows: [], cursor: undefined };
  return (
    <ListView
      words={words}
      choice={choice}
      rows={rows}
      loading={loaded.kind === "loading"}
      empty={emptyWords(words.empty, { page, filtered: tokens.length > 0, cursor, onClear: () => filterBy([]) })}
      exporting={exporting}
      onExport={() => void run()}
      onRefresh={reload}
      filter={
        <FilterPlace
          properties={properties}
          tokens={tokens}
          placeholder={words.filterPlaceholder ?? "Filter"}
          freeText={freeText}
          onChange={filterBy}
        />
      }
      pagination={
        <Pagination
          currentPageIndex={page}
          pagesCount={pagesCount}
          openEnd={cursor !== undefined}
          disabled={loaded.kind === "loading"}
          onChange={({ detail }) => goTo(detail.currentPageIndex)}
        />
      }
    />
  );
}

/** A value was typed that the API cannot look for. */
function Unusable({ onClear }: { onClear: () => void }) {
  return (
    <Alert type="warning" header="This filter cannot be used" action={clear(onClear)}>
      One of its values is too long, or is none of those that there are. Choose from the list where one is offered.
    </Alert>
  );
}

function isKnown(key: string, properties: readonly FilterProperty[], freeText: boolean): boolean {
  return key === "" ? freeText : properties.some((property) => property.key === key);
}

function useExport<Row>({ name, columns }: ListWords<Row>, ask: AskPage<Row>) {
  const [exporting, setExporting] = useState(false);
  const flash = useFlash();
  const run = async () => {
    setExporting(true);
    try {
      const rows = await everyRow(ask, mostExported);
      const lines = rows.map((row) => columns.map(({ text }) => text(row)));
      saveFile(`${name}.csv`, toCsv([columns.map(({ header }) => header), ...lines]), "text/csv");
      if (rows.length === mostExported) {
        flash({ type: "warning", text: `The file ends after ${mostExported} rows. Filter by time to get the others.` });
      }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      flash({ type: "error", text: "The export failed on its way; no file was made. Try again." });
    } finally {
      setExporting(false);
    }
  };
  return { exporting, run };
}

type Place = { page: number; filtered: boolean; cursor: string | undefined; onClear: () => void };

function emptyWords(empty: EmptyWords, { page, filtered, cursor, onClear }: Place): EmptyWords {
  if (cursor !== undefined) {
    return { title: "Nothing in the part that was searched", text: "Go to the next page to look further back." };
  }
  if (page > 1) return { title: "Nothing more", text: "The page before was the last." };
  if (!filtered) return empty;
  return { title: "Nothing matches", text: "No row fulfils the whole filter.", action: clear(onClear) };
}

function clear(onClear: () => void) {
  return <Button onClick={onClear}>Clear the filter</Button>;
}
