import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import Toggle from "@cloudscape-design/components/toggle";
import { useMemo, useState } from "react";
import type { DraftEntry } from "../../../../src/contracts/admin-api/drafts.ts";
import type { DictionaryEntry } from "../../../../src/contracts/policies-dictionary.ts";
import type { Column } from "../parts/list/column.ts";
import { Listing } from "../parts/listing.tsx";
import { useVisit } from "../signed-in.ts";
import { EntryModal } from "./entry-modal.tsx";
import { NumberField } from "./simple-fields.tsx";
import { TableImport } from "./table-import.tsx";

type Props = { entry: DraftEntry; set: (entry: DraftEntry) => void };
type Row = Partial<DictionaryEntry> & { readonly place: number };

/** A dictionary's name, when it matches, and its entries. */
export function DictionaryForm({ entry, set }: Props) {
  const { role } = useVisit().signedIn;
  const disabled = role !== "owner" && role !== "policy-admin";
  return (
    <SpaceBetween size="l">
      <Container>
        <div className="fields">
          <FormField label="Name">
            <Input
              value={String(entry.name ?? "")}
              disabled={disabled}
              onChange={({ detail }) => set({ ...entry, name: detail.value })}
            />
          </FormField>
          <FormField label="Activation score" description="From this score on it matches">
            <NumberField
              value={entry.activationScore ?? 1}
              disabled={disabled}
              onChange={(score) => set({ ...entry, activationScore: score ?? 1 })}
            />
          </FormField>
          <div className="wide">
            <FormField label="Narrative" stretch>
              <Textarea
                value={String(entry.narrative ?? "")}
                rows={2}
                disabled={disabled}
                onChange={({ detail }) => set({ ...entry, narrative: detail.value })}
              />
            </FormField>
          </div>
          <Toggle
            checked={entry.wholeWords !== false}
            disabled={disabled}
            onChange={({ detail }) => set({ ...entry, wholeWords: detail.checked })}
          >
            Whole words only
          </Toggle>
          <Toggle
            checked={entry.matchCase === true}
            disabled={disabled}
            onChange={({ detail }) => set({ ...entry, matchCase: detail.checked })}
          >
            Capital and small letters differ
          </Toggle>
        </div>
      </Container>
      <Entries entry={entry} set={set} disabled={disabled} />
    </SpaceBetween>
  );
}

function Entries({ entry, set, disabled }: Props & { disabled: boolean }) {
  const [edited, setEdited] = useState<number | null>(null);
  const list = (Array.isArray(entry.entries) ? entry.entries : []) as readonly Partial<DictionaryEntry>[];
  const rows: readonly Row[] = list.map((one, place) => ({ ...one, place }));
  const keep = (entries: readonly Partial<DictionaryEntry>[]) => set({ ...entry, entries });
  const columns = useMemo(
    () =>
      columnsOf(
        disabled ? null : { edit: setEdited, remove: (place) => set({ ...entry, entries: list.toSpliced(place, 1) }) },
      ),
    [disabled, entry, list, set],
  );
  return (
    <>
      <Listing<Row>
        name={`dictionary-${entry.id}`}
        title="Entries"
        level="h2"
        loaded={{ kind: "ready", value: rows }}
        onReload={() => undefined}
        columns={columns}
        idOf={({ place }) => String(place)}
        actions={
          <>
            <TableImport
              kind="dictionary"
              has={list.length}
              disabled={disabled}
              onTake={(read, mode) => keep(mode === "add" ? [...list, ...read.entries] : read.entries)}
            />
            <Button iconName="add-plus" disabled={disabled} onClick={() => setEdited(list.length)}>
              Add an entry
            </Button>
          </>
        }
        empty={{ title: "No entries yet", text: "Add words by hand, or import them from a CSV file." }}
      />
      {edited === null ? null : (
        <EntryModal
          entry={list[edited] ?? { phrase: "", weight: 1 }}
          onCancel={() => setEdited(null)}
          onSave={(saved) => {
            keep(edited < list.length ? list.with(edited, saved) : [...list, saved]);
            setEdited(null);
          }}
        />
      )}
    </>
  );
}

type Does = { readonly edit: (place: number) => void; readonly remove: (place: number) => void } | null;

function columnsOf(does: Does): readonly Column<Row>[] {
  const flags = ({ required, exclude, maximum }: Row) =>
    [required ? "required" : "", exclude ? "excluded" : "", maximum === undefined ? "" : `at most ${maximum}`]
      .filter((word) => word !== "")
      .join(", ");
  return [
    { id: "text", header: "Entry", main: true, minWidth: 200, text: ({ phrase, pattern }) => phrase ?? pattern ?? "" },
    {
      id: "kind",
      header: "Kind",
      filter: "choice",
      text: ({ pattern }) => (pattern === undefined ? "Phrase" : "Pattern"),
    },
    { id: "weight", header: "Weight", numeric: true, text: ({ weight = 1 }) => String(weight) },
    { id: "more", header: "More", text: flags },
    ...(does === null
      ? []
      : [
          {
            id: "does",
            header: "Change",
            filter: "none" as const,
            text: () => "",
            cell: ({ place, phrase, pattern }: Row) => (
              <span className="once">
                <Button
                  iconName="edit"
                  variant="icon"
                  ariaLabel={`Edit ${phrase ?? pattern}`}
                  onClick={() => does.edit(place)}
                />
                <Button
                  iconName="remove"
                  variant="icon"
                  ariaLabel={`Remove ${phrase ?? pattern}`}
                  onClick={() => does.remove(place)}
                />
              </span>
            ),
          },
        ]),
  ];
}
