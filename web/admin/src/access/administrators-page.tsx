import Badge from "@cloudscape-design/components/badge";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import type { AdministratorRow, AdministratorsAnswer } from "../../../../src/contracts/admin-api/administrators.ts";
import type { Column } from "../parts/list/column.ts";
import { Listing } from "../parts/listing.tsx";
import { useVisit } from "../signed-in.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime, roleWords } from "../words.ts";
import { type AdministratorAction, AdministratorDialog } from "./administrator-dialog.tsx";
import { InviteDialog } from "./invite-dialog.tsx";

type Asked = { readonly what: AdministratorAction; readonly row: AdministratorRow };

/** Everybody who may use the console. */
export function AdministratorsPage() {
  const { loaded, reload } = useLoaded<AdministratorsAnswer>("api/administrators");
  const [asked, setAsked] = useState<Asked | null>(null);
  const [inviting, setInviting] = useState(false);
  const { role, userName } = useVisit().signedIn;
  const owner = role === "owner";
  const rows = loaded.kind === "ready" ? { ...loaded, value: loaded.value.administrators } : loaded;
  return (
    <>
      <title>Administrators – Administrative Console</title>
      <Listing<AdministratorRow>
        name="administrators"
        title="Administrators"
        description="Everybody who may use this console, each with one role. Every change here stands in the audit log."
        columns={owner ? [...facts, actions(userName, (what, row) => setAsked({ what, row }))] : facts}
        idOf={({ subjectId }) => subjectId}
        loaded={rows}
        onReload={reload}
        actions={
          owner ? (
            <Button variant="primary" onClick={() => setInviting(true)}>
              Invite…
            </Button>
          ) : undefined
        }
        filterPlaceholder="Find an administrator"
        empty={{ title: "Nobody", text: "There is always at least one owner." }}
      />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} onDone={reload} /> : null}
      {asked === null ? null : (
        <AdministratorDialog
          what={asked.what}
          row={asked.row}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            reload();
          }}
        />
      )}
    </>
  );
}

const stateWords = { invited: "Invited", active: "Active", disabled: "Disabled" } as const;
const stateTypes = { invited: "pending", active: "success", disabled: "stopped" } as const;
const factorWords = { generator: "Codes", passkey: "Passkey" } as const;

const facts: readonly Column<AdministratorRow>[] = [
  { id: "name", header: "User name", main: true, minWidth: 140, text: ({ userName }) => userName },
  {
    id: "role",
    header: "Role",
    filter: "choice",
    minWidth: 160,
    text: ({ role }) => roleWords[role],
    cell: ({ role }) => <Badge color={role === "owner" ? "blue" : "grey"}>{roleWords[role]}</Badge>,
  },
  {
    id: "state",
    header: "State",
    filter: "choice",
    minWidth: 110,
    text: ({ state }) => stateWords[state],
    cell: ({ state }) => <StatusIndicator type={stateTypes[state]}>{stateWords[state]}</StatusIndicator>,
  },
  {
    id: "factors",
    header: "Second factor",
    minWidth: 120,
    text: ({ factors }) => factors.map((each) => factorWords[each]).join(", ") || "None yet",
  },
  { id: "address", header: "Mail goes to", minWidth: 180, text: ({ address = "The operator" }) => address },
  {
    id: "created",
    header: "Since",
    filter: "time",
    minWidth: 150,
    text: ({ createdAt }) => createdAt,
    cell: ({ createdAt }) => dateTime(createdAt),
  },
];

const actions = (
  self: string,
  ask: (what: AdministratorAction, row: AdministratorRow) => void,
): Column<AdministratorRow> => ({
  id: "actions",
  header: "Actions",
  filter: "none",
  text: () => "",
  cell: (row) => {
    const own = row.userName === self;
    return (
      <ButtonDropdown
        variant="inline-icon"
        ariaLabel={`Actions for ${row.userName}`}
        expandToViewport
        items={[
          { id: "role", text: "Change role…" },
          { id: "reset", text: "Reset…", disabled: own },
          row.state === "disabled"
            ? { id: "enable", text: "Let in again…" }
            : { id: "disable", text: "Disable…", disabled: own },
          { id: "remove", text: "Remove…", disabled: own },
        ]}
        onItemClick={({ detail }) => ask(detail.id as AdministratorAction, row)}
      />
    );
  },
});
