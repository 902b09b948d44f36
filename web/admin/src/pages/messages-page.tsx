import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import Pagination from "@cloudscape-design/components/pagination";
import { useState } from "react";
import type { MessagesAnswer } from "../../../../src/contracts/admin-api/messages.ts";
import { Failure } from "../parts/failure.tsx";
import { MessageCards } from "../parts/message-cards.tsx";
import { MessageTable } from "../parts/message-table.tsx";
import { useLoaded } from "../use-loaded.ts";
import { useNarrow } from "../use-narrow.ts";

/** Every message that came to the gateway, newest first. */
export function MessagesPage() {
  const narrow = useNarrow();
  const { loaded, reload, page, setPage, pages } = usePages();
  const messages = loaded.kind === "ready" ? loaded.value.messages : [];
  const List = narrow ? MessageCards : MessageTable;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="What came to the gateway, what was decided and where it stands. Newest first."
          actions={<Button iconName="refresh" ariaLabel="Refresh" onClick={reload} />}
        >
          Message tracking
        </Header>
      }
    >
      <title>Message tracking – Administrative Console</title>
      {loaded.kind === "failed" ? (
        <Failure error={loaded.error} onRetry={reload} />
      ) : (
        <List
          messages={messages}
          loading={loaded.kind === "loading"}
          firstPage={page === 1}
          pagination={
            <Pagination
              currentPageIndex={page}
              pagesCount={pages}
              openEnd={loaded.kind === "ready" && loaded.value.cursor !== undefined}
              disabled={loaded.kind === "loading"}
              onChange={({ detail }) => setPage(detail.currentPageIndex)}
            />
          }
        />
      )}
    </ContentLayout>
  );
}

/** The pages seen so far: each begins where the one before it ended. */
function usePages() {
  const [page, setPage] = useState(1);
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined]);
  const cursor = cursors[page - 1];
  const path = cursor === undefined ? "api/messages" : `api/messages?cursor=${encodeURIComponent(cursor)}`;
  const { loaded, reload } = useLoaded<MessagesAnswer>(path);
  const next = loaded.kind === "ready" ? loaded.value.cursor : undefined;
  if (next !== undefined && cursors[page] !== next) setCursors([...cursors.slice(0, page), next]);
  const pages = Math.max(page, cursors.length);
  return { loaded, reload, page, setPage, pages };
}
