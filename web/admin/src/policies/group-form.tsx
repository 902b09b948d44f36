import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Multiselect from "@cloudscape-design/components/multiselect";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMemo, useState } from "react";
import type { DraftEntry, EntryRow } from "../../../../src/contracts/admin-api/drafts.ts";
import type { TableFileAnswer } from "../../../../src/contracts/admin-api/table-files.ts";
import type { Column } from "../parts/list/column.ts";
import { Listing } from "../parts/listing.tsx";
import { useVisit } from "../signed-in.ts";
import { LinesField } from "./lines-field.tsx";
import { TableImport } from "./table-import.tsx";

type Props = { entry: DraftEntry; set: (entry: DraftEntry) => void; groups: readonly EntryRow[] };
type Member = { readonly kind: "Address" | "Domain"; readonly name: string };

/** A group's name, the groups in it, and its members. */
export function GroupForm({ entry, set, groups }: Props) {
  const { role } = useVisit().signedIn;
  const disabled = role !== "owner" && role !== "policy-admin";
  const inner = textsIn(entry.groups);
  const options = groups.filter(({ id }) => id !== entry.id).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <SpaceBetween size="l">
      <Container>
        <SpaceBetween size="m">
          <FormField label="Name">
            <Input
              value={String(entry.name ?? "")}
              disabled={disabled}
              onChange={({ detail }) => set({ ...entry, name: detail.value })}
            />
          </FormField>
          <FormField label="Groups in it" description="Who is in one of them is in this one too.">
            <Multiselect
              selectedOptions={inner.map((id) => options.find(({ value }) => value === id) ?? { value: id, label: id })}
              options={options}
              disabled={disabled}
              placeholder="Choose groups"
              empty="There is no other group"
              filteringType="auto"
              onChange={({ detail }) => set({ ...entry, groups: detail.selectedOptions.map(({ value }) => value) })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <Members entry={entry} set={set} disabled={disabled} />
    </SpaceBetween>
  );
}

function Members({ entry, set, disabled }: Omit<Props, "groups"> & { disabled: boolean }) {
  const addresses = textsIn(entry.addresses);
  const domains = textsIn(entry.domains);
  const rows: readonly Member[] = [
    ...domains.map((name): Member => ({ kind: "Domain", name })),
    ...addresses.map((name): Member => ({ kind: "Address", name })),
  ];
  const take = (read: TableFileAnswer, mode: "add" | "replace") => {
    const before = mode === "add" ? { addresses, domains } : { addresses: [], domains: [] };
    set({
      ...entry,
      addresses: distinct([...before.addresses, ...read.addresses]),
      domains: distinct([...before.domains, ...read.domains]),
    });
  };
  const columns = useMemo(
    () => columnsOf(disabled ? null : (gone) => set(withoutMember(entry, gone))),
    [disabled, entry, set],
  );
  return (
    <Listing<Member>
      name={`group-${entry.id}`}
      title="Members"
      level="h2"
      loaded={{ kind: "ready", value: rows }}
      onReload={() => undefined}
      columns={columns}
      idOf={({ kind, name }) => `${kind} ${name}`}
      actions={<TableImport kind="group" has={rows.length} disabled={disabled} onTake={take} />}
      notice={disabled ? undefined : <AddMembers onAdd={(lines) => set(withMembers(entry, lines))} />}
      empty={{ title: "No members yet", text: "Add addresses by hand, or import them from a CSV file." }}
    />
  );
}

function AddMembers({ onAdd }: { onAdd: (lines: readonly string[]) => void }) {
  const [lines, setLines] = useState<readonly string[]>([]);
  return (
    <SpaceBetween size="xs">
      <FormField label="Add members" description="One on each line: an address, or @ and a domain">
        <LinesField value={lines} disabled={false} onChange={setLines} />
      </FormField>
      <Button
        disabled={lines.length === 0}
        onClick={() => {
          onAdd(lines);
          setLines([]);
        }}
      >
        Add
      </Button>
    </SpaceBetween>
  );
}

function withMembers(entry: DraftEntry, lines: readonly string[]): DraftEntry {
  const domains = lines.filter((line) => line.startsWith("@")).map((line) => line.slice(1).toLowerCase());
  const addresses = lines.filter((line) => !line.startsWith("@"));
  return {
    ...entry,
    addresses: distinct([...textsIn(entry.addresses), ...addresses]),
    domains: distinct([...textsIn(entry.domains), ...domains]),
  };
}

function withoutMember(entry: DraftEntry, { kind, name }: Member): DraftEntry {
  const key = kind === "Domain" ? "domains" : "addresses";
  return { ...entry, [key]: textsIn(entry[key]).filter((one) => one !== name) };
}

/** Each once, whatever its capitals. */
function distinct(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function columnsOf(remove: ((member: Member) => void) | null): readonly Column<Member>[] {
  return [
    { id: "name", header: "Member", main: true, text: ({ name }) => name },
    { id: "kind", header: "Kind", filter: "choice", text: ({ kind }) => kind },
    ...(remove === null
      ? []
      : [
          {
            id: "remove",
            header: "Remove",
            filter: "none" as const,
            text: () => "",
            cell: (row: Member) => (
              <Button iconName="remove" variant="icon" ariaLabel={`Remove ${row.name}`} onClick={() => remove(row)} />
            ),
          },
        ]),
  ];
}
