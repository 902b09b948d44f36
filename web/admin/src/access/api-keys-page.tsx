import Button from "@cloudscape-design/components/button";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import type { ApiKeyRow, ApiKeysAnswer } from "../../../../src/contracts/admin-api/api-keys.ts";
import { ConfirmDialog } from "../parts/dialog.tsx";
import type { Column } from "../parts/list/column.ts";
import { Listing } from "../parts/listing.tsx";
import { hrefOf } from "../router.ts";
import { useVisit } from "../signed-in.ts";
import { useChange } from "../use-change.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";
import { NewKeyDialog } from "./new-key-dialog.tsx";

/** The keys by which programs use the API. */
export function ApiKeysPage() {
  const { loaded, reload } = useLoaded<ApiKeysAnswer>("api/api-keys");
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<ApiKeyRow | null>(null);
  const { run } = useChange();
  const owner = useVisit().signedIn.role === "owner";
  const revoke = async ({ id, name }: ApiKeyRow) => {
    setEnding(null);
    await run({ method: "DELETE", path: `api/api-keys/${encodeURIComponent(id)}`, done: `“${name}” has ended.` });
    reload();
  };
  return (
    <>
      <title>API keys – Administrative Console</title>
      <Listing<ApiKeyRow>
        name="api-keys"
        title="API keys"
        description={
          <>
            For programs, as a pipeline that publishes policies from git. Each key opens what its scopes name.{" "}
            <Link href={hrefOf("api/docs")} external>
              The API
            </Link>
          </>
        }
        columns={owner ? [...facts, endColumn(setEnding)] : facts}
        idOf={({ id }) => id}
        loaded={loaded.kind === "ready" ? { ...loaded, value: loaded.value.keys } : loaded}
        onReload={reload}
        actions={
          owner ? (
            <Button variant="primary" onClick={() => setMaking(true)}>
              Make a key…
            </Button>
          ) : undefined
        }
        filterPlaceholder="Find a key"
        empty={{ title: "No keys", text: "Nothing but people's browsers can use the API." }}
      />
      {making ? <NewKeyDialog onClose={() => setMaking(false)} onMade={reload} /> : null}
      {ending === null ? null : (
        <ConfirmDialog
          title="End this key?"
          action="End it"
          onCancel={() => setEnding(null)}
          onConfirm={() => void revoke(ending)}
        >
          Programs that use <b>{ending.name}</b> are refused from now on. This cannot be taken back.
        </ConfirmDialog>
      )}
    </>
  );
}

const stateWords = { active: "Active", expired: "Expired", revoked: "Ended" } as const;
const stateTypes = { active: "success", expired: "stopped", revoked: "stopped" } as const;

const facts: readonly Column<ApiKeyRow>[] = [
  { id: "name", header: "Name", main: true, minWidth: 150, text: ({ name }) => name },
  {
    id: "state",
    header: "State",
    filter: "choice",
    minWidth: 110,
    text: ({ state }) => stateWords[state],
    cell: ({ state }) => <StatusIndicator type={stateTypes[state]}>{stateWords[state]}</StatusIndicator>,
  },
  { id: "scopes", header: "Scopes", minWidth: 180, text: ({ scopes }) => scopes.join(", ") },
  {
    id: "expires",
    header: "Ends",
    filter: "time",
    minWidth: 150,
    text: ({ expiresAt }) => expiresAt,
    cell: ({ expiresAt }) => dateTime(expiresAt),
  },
  {
    id: "used",
    header: "Last used",
    filter: "time",
    minWidth: 150,
    text: ({ lastUsedAt = "" }) => lastUsedAt,
    cell: ({ lastUsedAt }) => (lastUsedAt === undefined ? "Never" : dateTime(lastUsedAt)),
  },
  { id: "by", header: "Made by", minWidth: 110, text: ({ createdBy }) => createdBy || "Erased" },
  { id: "id", header: "Id", hidden: true, text: ({ id }) => id },
];

const endColumn = (ask: (row: ApiKeyRow) => void): Column<ApiKeyRow> => ({
  id: "end",
  header: "Actions",
  filter: "none",
  text: () => "",
  cell: (row) =>
    row.state === "active" ? (
      <Button variant="inline-link" ariaLabel={`End ${row.name}`} onClick={() => ask(row)}>
        End…
      </Button>
    ) : (
      "–"
    ),
});
