import { DictionaryForm } from "../policies/dictionary-form.tsx";
import { EntryPage } from "../policies/entry-page.tsx";
import "../policies/policies.css";
import type { PageProps } from "./console-page.ts";

/** One dictionary: its entries and when it matches. */
export function DictionaryPage({ params }: PageProps) {
  return (
    <EntryPage section="dictionaries" id={params.id ?? ""} list={{ path: "dictionaries", title: "Dictionaries" }}>
      {(entry, set) => <DictionaryForm entry={entry} set={set} />}
    </EntryPage>
  );
}
