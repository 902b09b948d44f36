import { EntryList } from "../policies/entry-list.tsx";
import "../policies/policies.css";

/** The dictionaries that policies name. */
export function DictionariesPage() {
  return (
    <EntryList
      section="dictionaries"
      path="dictionaries"
      title="Dictionaries"
      description="Words and patterns with weights: together they say what a message is about."
      thing="dictionary"
      sizeHeader="Entries"
      empty="A dictionary matches when its entries together reach its activation score."
      make={(id, name) => ({
        id,
        name,
        narrative: "",
        activationScore: 1,
        wholeWords: true,
        matchCase: false,
        entries: [],
      })}
    />
  );
}
