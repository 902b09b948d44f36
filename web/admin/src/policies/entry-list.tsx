import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Link from "@cloudscape-design/components/link";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useMemo, useState } from "react";
import type { DraftEntry, EntryRow, Section } from "../../../../src/contracts/admin-api/drafts.ts";
import type { Column } from "../parts/list/column.ts";
import { Listing } from "../parts/listing.tsx";
import { follow, goTo, hrefOf } from "../router.ts";
import { useVisit } from "../signed-in.ts";
import type { Loaded } from "../use-loaded.ts";
import { DraftBar } from "./draft-bar.tsx";
import { freeId } from "./new-policy.ts";
import { type DraftHandle, ofQuery, useDraft } from "./use-draft.ts";

type Props = {
  section: Extract<Section, "dictionaries" | "groups">;
  path: string;
  title: string;
  description: string;
  thing: string;
  sizeHeader: string;
  empty: string;
  make: (id: string, name: string) => DraftEntry;
};

/** The dictionaries or groups of a draft. */
export function EntryList(props: Props) {
  const { section, path, title, description, thing, sizeHeader, empty } = props;
  const draft = useDraft();
  const { role } = useVisit().signedIn;
  const mayEdit = role === "owner" || role === "policy-admin";
  const columns = useMemo(
    () => columnsOf({ path, sizeHeader, draft, section, mayEdit }),
    [path, sizeHeader, draft, section, mayEdit],
  );
  const rows: Loaded<readonly EntryRow[]> =
    draft.loaded.kind === "ready" ? { kind: "ready", value: draft.loaded.value[section] } : draft.loaded;
  return (
    <>
      <title>{`${title} – Administrative Console`}</title>
      <Listing<EntryRow>
        name={path}
        title={title}
        description={description}
        notice={draft.loaded.kind === "ready" ? <DraftBar draft={draft} value={draft.loaded.value} /> : undefined}
        actions={
          mayEdit ? <Add {...props} draft={draft} taken={rows.kind === "ready" ? rows.value : null} /> : undefined
        }
        loaded={rows}
        onReload={draft.reload}
        columns={columns}
        idOf={({ id }) => id}
        empty={{ title: `No ${thing} yet`, text: empty }}
      />
    </>
  );
}

/** Adds an entry; `taken` is null until it is known which there are. */
function Add({
  section,
  path,
  thing,
  make,
  draft,
  taken,
}: Props & { draft: DraftHandle; taken: readonly EntryRow[] | null }) {
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState("");
  const known = (taken ?? []).some((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  const add = () => {
    const id = freeId(
      name,
      (taken ?? []).map((one) => one.id),
    );
    setIsOpen(false);
    void draft.applied([{ put: section, value: make(id, name.trim()) }]).then((kept) => {
      if (kept) goTo(`${path}/${id}${ofQuery(draft.of)}`);
    });
  };
  return (
    <>
      <Button variant="primary" iconName="add-plus" disabled={taken === null} onClick={() => setIsOpen(true)}>
        New {thing}
      </Button>
      <Modal
        visible={isOpen}
        header={`New ${thing}`}
        closeAriaLabel="Close"
        onDismiss={() => setIsOpen(false)}
        footer={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button variant="primary" disabled={name.trim() === "" || known} onClick={add}>
              Create
            </Button>
          </SpaceBetween>
        }
      >
        <FormField label="Name" errorText={known ? `There is a ${thing} of this name already.` : undefined}>
          <Input
            value={name}
            onChange={({ detail }) => setName(detail.value)}
            onKeyDown={({ detail }) => (detail.key === "Enter" && name.trim() !== "" && !known ? add() : undefined)}
          />
        </FormField>
      </Modal>
    </>
  );
}

type Around = Pick<Props, "path" | "sizeHeader" | "section"> & { draft: DraftHandle; mayEdit: boolean };

function columnsOf({ path, sizeHeader, draft, section, mayEdit }: Around): readonly Column<EntryRow>[] {
  const remove = (row: EntryRow): ReactNode => (
    <Button
      iconName="remove"
      variant="icon"
      ariaLabel={`Remove ${row.name}`}
      disabled={row.usedBy.length > 0}
      disabledReason={`Used by ${row.usedBy.join(", ")}`}
      onClick={() => draft.apply([{ remove: section, id: row.id }])}
    />
  );
  return [
    {
      id: "name",
      header: "Name",
      main: true,
      text: ({ name }) => name,
      cell: ({ id, name }) => (
        <Link href={hrefOf(`${path}/${id}${ofQuery(draft.of)}`)} onFollow={follow}>
          {name}
        </Link>
      ),
    },
    {
      id: "size",
      header: sizeHeader,
      numeric: true,
      filter: "none",
      text: ({ size }) => String(size),
      cell: ({ size }) => size.toLocaleString("en"),
    },
    { id: "groups", header: "Groups in it", hidden: section !== "groups", text: ({ groups }) => groups.join(", ") },
    { id: "used", header: "Used by", text: ({ usedBy }) => usedBy.join(", ") },
    { id: "id", header: "Id", hidden: true, text: ({ id }) => id },
    ...(mayEdit ? [{ id: "remove", header: "Remove", filter: "none" as const, text: () => "", cell: remove }] : []),
  ];
}
