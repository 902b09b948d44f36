import Button from "@cloudscape-design/components/button";
import { useMemo, useState } from "react";
import type { DraftAnswer, DraftCheckAnswer } from "../../../../src/contracts/admin-api/drafts.ts";
import type { Column } from "../parts/list/column.ts";
import { Listing } from "../parts/listing.tsx";
import { DraftBar } from "../policies/draft-bar.tsx";
import { GoldenTestModal } from "../policies/golden-test-modal.tsx";
import "../policies/policies.css";
import { ofQuery, useDraft } from "../policies/use-draft.ts";
import { useVisit } from "../signed-in.ts";
import { type Loaded, useLoaded } from "../use-loaded.ts";

type Row = DraftAnswer["tests"][number];

/** Messages that say what the policies must do; nothing is published while one fails. */
export function PolicyTestsPage() {
  const draft = useDraft();
  const { role } = useVisit().signedIn;
  const disabled = role !== "owner" && role !== "policy-admin";
  const check = useLoaded<DraftCheckAnswer>(`api/draft/check${ofQuery(draft.of)}`);
  const [isAdding, setIsAdding] = useState(false);
  const results = check.loaded.kind === "ready" ? check.loaded.value.tests : [];
  const rows: Loaded<readonly Row[]> =
    draft.loaded.kind === "ready" ? { kind: "ready", value: draft.loaded.value.tests } : draft.loaded;
  const columns = useMemo(
    () => columnsOf(results, disabled ? null : (id) => draft.apply([{ remove: "tests", id }])),
    [results, disabled, draft],
  );
  return (
    <>
      <title>Golden tests – Administrative Console</title>
      <Listing<Row>
        name="policy-tests"
        title="Golden tests"
        description="Messages that must be treated as you say, whoever changes the policies. Nothing is published while one fails."
        notice={draft.loaded.kind === "ready" ? <DraftBar draft={draft} value={draft.loaded.value} /> : undefined}
        actions={
          <Button variant="primary" iconName="add-plus" disabled={disabled} onClick={() => setIsAdding(true)}>
            New test
          </Button>
        }
        loaded={rows}
        onReload={() => {
          draft.reload();
          check.reload();
        }}
        columns={columns}
        idOf={({ id }) => id}
        empty={{
          title: "No golden test yet",
          text: "Keep a message that must always be encrypted, and one that must not.",
        }}
      />
      {isAdding ? (
        <GoldenTestModal
          taken={rows.kind === "ready" ? rows.value.map(({ id }) => id) : []}
          onCancel={() => setIsAdding(false)}
          onSave={(test) => {
            setIsAdding(false);
            void draft.applied([{ put: "tests", value: test }]).then(check.reload);
          }}
        />
      ) : null}
    </>
  );
}

function columnsOf(results: DraftCheckAnswer["tests"], remove: ((id: string) => void) | null): readonly Column<Row>[] {
  const resultOf = ({ id }: Row) => results.find((one) => one.id === id);
  return [
    { id: "name", header: "Name", main: true, text: ({ name }) => name },
    { id: "expect", header: "Must be", filter: "choice", text: ({ expect }) => expect },
    { id: "to", header: "For", text: ({ to }) => to || "those in the message" },
    {
      id: "result",
      header: "Today",
      filter: "choice",
      text: (row) => {
        const result = resultOf(row);
        return result === undefined ? "not run" : result.passed ? "holds" : "fails";
      },
      cell: (row) => {
        const result = resultOf(row);
        if (result === undefined) return "–";
        return (
          <>
            <span className={result.passed ? "mark-true" : "mark-unknown"}>{result.passed ? "Holds" : "Fails"}</span>
            <div className="quiet">{result.outcome}</div>
          </>
        );
      },
    },
    ...(remove === null
      ? []
      : [
          {
            id: "remove",
            header: "Remove",
            filter: "none" as const,
            text: () => "",
            cell: ({ id, name }: Row) => (
              <Button iconName="remove" variant="icon" ariaLabel={`Remove ${name}`} onClick={() => remove(id)} />
            ),
          },
        ]),
  ];
}
