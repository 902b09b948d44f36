import Button from "@cloudscape-design/components/button";
import { useMemo } from "react";
import type { TableFileAnswer } from "../../../../src/contracts/admin-api/table-files.ts";
import type { Attributes } from "../../../../src/contracts/policies-directory.ts";
import type { Column } from "../parts/list/column.ts";
import { Listing } from "../parts/listing.tsx";
import { DraftBar } from "../policies/draft-bar.tsx";
import "../policies/policies.css";
import { TableImport } from "../policies/table-import.tsx";
import { ofQuery, useDraft } from "../policies/use-draft.ts";
import { useVisit } from "../signed-in.ts";
import { type Loaded, useLoaded } from "../use-loaded.ts";

type Person = { readonly address: string; readonly of: Readonly<Record<string, string>> };

/** What is known of people, for policies that ask for an attribute. */
export function AttributesPage() {
  const draft = useDraft();
  const { role } = useVisit().signedIn;
  const disabled = role !== "owner" && role !== "policy-admin";
  const revision = draft.loaded.kind === "ready" ? draft.loaded.value.revision : 0;
  const query = ofQuery(draft.of);
  const { loaded, reload } = useLoaded<{ attributes: Attributes }>(`api/draft/attributes${query}`);
  const attributes = loaded.kind === "ready" ? loaded.value.attributes : {};
  const names = draft.loaded.kind === "ready" ? draft.loaded.value.attributeNames : [];
  const keep = (value: Attributes) => {
    void draft.applied([{ set: "attributes", value }]).then(reload);
  };
  const columns = useMemo(() => columnsOf(names), [names]);
  const take = (read: TableFileAnswer, mode: "add" | "replace") =>
    keep(mode === "add" ? { ...attributes, ...read.attributes } : read.attributes);
  return (
    <>
      <title>Attributes – Administrative Console</title>
      <Listing<Person>
        key={revision === 0 ? "first" : "changed"}
        name="attributes"
        title="Attributes"
        description="What is known of people: department, country, whatever policies ask for. One row a person."
        notice={draft.loaded.kind === "ready" ? <DraftBar draft={draft} value={draft.loaded.value} /> : undefined}
        actions={
          <>
            <TableImport kind="attributes" has={Object.keys(attributes).length} disabled={disabled} onTake={take} />
            <Button disabled={disabled || Object.keys(attributes).length === 0} onClick={() => keep({})}>
              Remove all
            </Button>
          </>
        }
        loaded={peopleOf(loaded)}
        onReload={reload}
        columns={columns}
        idOf={({ address }) => address}
        empty={{
          title: "Nothing is known of anybody yet",
          text: "Import a CSV file with an address and attributes in each row.",
        }}
      />
    </>
  );
}

function peopleOf(loaded: Loaded<{ attributes: Attributes }>): Loaded<readonly Person[]> {
  if (loaded.kind !== "ready") return loaded;
  return { kind: "ready", value: Object.entries(loaded.value.attributes).map(([address, of]) => ({ address, of })) };
}

function columnsOf(names: readonly string[]): readonly Column<Person>[] {
  return [
    { id: "address", header: "Address", main: true, text: ({ address }) => address },
    ...names.map((name): Column<Person> => ({ id: `of-${name}`, header: name, text: ({ of }) => of[name] ?? "" })),
  ];
}
