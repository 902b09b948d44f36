import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { ReactNode } from "react";
import { useNarrow } from "../../use-narrow.ts";
import { type Column, cellOf, type EmptyWords } from "./column.ts";
import { ListCards } from "./list-cards.tsx";
import type { ListWords } from "./list-words.ts";
import { type ColumnChoice, pageSizes } from "./use-columns.ts";

type Props<Row> = {
  words: ListWords<Row>;
  rows: readonly Row[];
  choice: ColumnChoice<Row>;
  loading: boolean;
  loadingText?: string;
  counter?: string;
  filter: ReactNode;
  pagination: ReactNode;
  empty: EmptyWords;
  exporting: boolean;
  onExport: () => void;
  onRefresh: () => void;
  sorting?: Pick<TableProps<Row>, "sortingColumn" | "sortingDescending" | "onSortingChange">;
};

/** A list as a table, or as cards on a phone. */
export function ListView<Row>(props: Props<Row>) {
  const narrow = useNarrow();
  const head = <Head {...props} />;
  const tools = <Columns words={props.words} choice={props.choice} />;
  const empty = <Empty words={props.empty} />;
  if (narrow) return <ListCards {...props} head={head} tools={tools} empty={empty} />;
  const { words, rows, choice, loading, loadingText = "Loading", filter, pagination, sorting = {} } = props;
  return (
    <Table
      {...sorting}
      variant={words.level === "h2" ? "container" : "full-page"}
      header={head}
      items={rows}
      columnDefinitions={choice.shown.map((column) => definitionOf(column, props.sorting !== undefined))}
      trackBy={words.idOf}
      loading={loading}
      loadingText={loadingText}
      wrapLines
      filter={filter}
      pagination={pagination}
      preferences={tools}
      empty={empty}
      ariaLabels={{ tableLabel: words.title }}
      enableKeyboardNavigation
    />
  );
}

function definitionOf<Row>(column: Column<Row>, sorts: boolean): TableProps.ColumnDefinition<Row> {
  const { id, header, main, minWidth } = column;
  return {
    id,
    header,
    minWidth: minWidth ?? 110,
    isRowHeader: main === true,
    cell: (row) => cellOf(column, row),
    ...(sorts ? { sortingField: id } : {}),
  };
}

function Head<Row>({ words, counter, exporting, onExport, onRefresh }: Props<Row>) {
  const { title, description, level = "h1", actions, notice } = words;
  return (
    <SpaceBetween size="m">
      <Header
        variant={level}
        description={description}
        counter={counter}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button iconName="refresh" ariaLabel="Refresh" onClick={onRefresh} />
            <Button iconName="download" onClick={onExport} loading={exporting} loadingText="Exporting">
              Export CSV
            </Button>
            {actions}
          </SpaceBetween>
        }
      >
        {title}
      </Header>
      {notice}
    </SpaceBetween>
  );
}

function Empty({ words }: { words: EmptyWords }) {
  return (
    <Box textAlign="center" color="inherit" padding="l">
      <Box variant="strong">{words.title}</Box>
      <Box variant="p" color="inherit" padding={{ bottom: words.action === undefined ? "n" : "s" }}>
        {words.text}
      </Box>
      {words.action}
    </Box>
  );
}

function Columns<Row>({ words, choice }: { words: ListWords<Row>; choice: ColumnChoice<Row> }) {
  const optional = words.columns.filter(({ main }) => main !== true);
  return (
    <ButtonDropdown
      variant="icon"
      ariaLabel="Columns and rows"
      expandToViewport
      items={[
        {
          text: "Columns",
          items: optional.map((column) => ({
            id: `column-${column.id}`,
            text: column.header,
            itemType: "checkbox" as const,
            checked: choice.isShown(column),
          })),
        },
        {
          text: "Rows on a page",
          items: pageSizes.map((size) => ({
            id: `rows-${size}`,
            text: `${size}`,
            itemType: "checkbox" as const,
            checked: choice.pageSize === size,
          })),
        },
      ]}
      onItemClick={({ detail }) => {
        const column = optional.find(({ id }) => detail.id === `column-${id}`);
        if (column !== undefined) choice.toggle(column);
        else choice.setPageSize(Number(detail.id.slice("rows-".length)));
      }}
    />
  );
}
