import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import type { AccountRow, AccountsAnswer } from "../../../../src/contracts/admin-api/accounts.ts";
import { type AccountAction, AccountDialog } from "../parts/account-dialog.tsx";
import { Address } from "../parts/address.tsx";
import { CoReadersDialog } from "../parts/co-readers-dialog.tsx";
import type { Column } from "../parts/list/column.ts";
import { PagedListing } from "../parts/paged-listing.tsx";
import { useVisit } from "../signed-in.ts";
import { dateTime } from "../words.ts";

type Asked = { readonly what: AccountAction; readonly row: AccountRow };

/** The recipients that the Message Pickup Center knows. */
export function AccountsPage() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [shared, setShared] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const { role } = useVisit().signedIn;
  return (
    <>
      <title>Recipients' accounts – Administrative Console</title>
      <PagedListing<AccountRow, AccountsAnswer>
        key={round}
        name="accounts"
        title="Recipients' accounts"
        description="People outside the company who picked up mail, or were invited to. Nobody here can open their mail."
        columns={role === "auditor" ? facts : [...facts, actions(role === "policy-admin", setAsked, setShared)]}
        idOf={({ address }) => address}
        path="api/accounts"
        rowsOf={({ accounts }) => accounts}
        properties={[{ key: "address", label: "Address", operators: [":"] }]}
        queryOf={(tokens) => new URLSearchParams(tokens.slice(-1).map(({ value }) => ["address", value]))}
        freeText
        filterPlaceholder="Find an address"
        empty={{ title: "Nobody yet", text: "Recipients appear here with their first encrypted message." }}
      />
      {shared === null ? null : (
        <CoReadersDialog
          mailbox={shared}
          mayAdd={role === "owner"}
          mayRemove={role === "owner" || role === "help-desk"}
          onClose={() => setShared(null)}
        />
      )}
      {asked === null ? null : (
        <AccountDialog
          what={asked.what}
          account={asked.row}
          onClose={() => setAsked(null)}
          onDone={() => {
            setAsked(null);
            setRound((count) => count + 1);
          }}
        />
      )}
    </>
  );
}

const facts: readonly Column<AccountRow>[] = [
  {
    id: "address",
    header: "Address",
    main: true,
    minWidth: 190,
    text: ({ address }) => address,
    cell: ({ address }) => <Address of={address} />,
  },
  { id: "name", header: "Name", text: ({ name }) => name },
  {
    id: "state",
    header: "State",
    minWidth: 130,
    text: ({ state }) => (state === "active" ? "Active" : "Not activated"),
    cell: ({ state }) =>
      state === "active" ? (
        <StatusIndicator>Active</StatusIndicator>
      ) : (
        <StatusIndicator type="pending">Not activated</StatusIndicator>
      ),
  },
  {
    id: "since",
    header: "Activated",
    minWidth: 130,
    text: ({ activatedAt = "" }) => activatedAt,
    cell: ({ activatedAt }) => (activatedAt === undefined ? "–" : dateTime(activatedAt)),
  },
  { id: "factor", header: "Second factor", text: factorWords },
  {
    id: "password",
    header: "Password changed",
    hidden: true,
    text: ({ passwordChangedAt = "" }) => passwordChangedAt,
    cell: ({ passwordChangedAt }) => (passwordChangedAt === undefined ? "–" : dateTime(passwordChangedAt)),
  },
  { id: "language", header: "Language", hidden: true, text: ({ language = "" }) => language },
];

function factorWords({ secondFactor, passkeys, state }: AccountRow): string {
  if (state === "waiting") return "–";
  const words = [
    secondFactor ? "Codes" : "",
    passkeys === 0 ? "" : passkeys === 1 ? "1 passkey" : `${passkeys} passkeys`,
  ];
  return words.filter((word) => word !== "").join(", ") || "None";
}

const actions = (
  keeps: boolean,
  ask: (asked: Asked) => void,
  share: (mailbox: string) => void,
): Column<AccountRow> => ({
  id: "actions",
  header: "Actions",
  text: () => "",
  cell: (row) => (
    <ButtonDropdown
      variant="inline-icon"
      ariaLabel={`Actions for ${row.address}`}
      expandToViewport
      items={[
        { id: "reset", text: "Reset password…" },
        { id: "sign-out", text: "Sign out everywhere…", disabled: row.state !== "active" },
        { id: "factors", text: "Remove second factor…", disabled: !row.secondFactor && row.passkeys === 0 },
        { id: "co-readers", text: "Who reads this mailbox…" },
        ...(keeps ? [] : [{ id: "delete", text: "Delete…" }]),
      ]}
      onItemClick={({ detail }) =>
        detail.id === "co-readers" ? share(row.address) : ask({ what: detail.id as AccountAction, row })
      }
    />
  ),
});
