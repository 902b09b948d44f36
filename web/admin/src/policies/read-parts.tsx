import ExpandableSection from "@cloudscape-design/components/expandable-section";
import type { ReadPart } from "../../../../src/contracts/admin-api/simulations.ts";
import { sizeOf } from "../words.ts";

const viewWords: Readonly<Record<string, string>> = {
  text: "Text",
  seen: "As a reader sees it",
  stored: "As it is stored",
  hidden: "Hidden from readers",
  cells: "Cells of a table",
  raw: "Undecoded",
  header: "Header",
};

/** Every part of a message with the texts that were searched. */
export function ReadParts({ parts, more }: { parts: readonly ReadPart[]; more: number }) {
  return (
    <>
      {parts.map((part) => (
        <ExpandableSection
          key={part.path}
          headerText={titleOf(part)}
          headerDescription={describe(part)}
          headingTagOverride="h4"
        >
          {part.texts.length === 0 ? <span className="quiet">No text.</span> : null}
          {part.texts.map(({ view, place, text, length }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part's texts never change
            <figure key={index} className="read">
              <figcaption className="quiet">
                {viewWords[view] ?? view}
                {place === undefined ? "" : `, ${place}`}, {length.toLocaleString("en")} characters
              </figcaption>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
              <pre tabIndex={0}>{text === "" ? "(empty)" : text}</pre>
            </figure>
          ))}
        </ExpandableSection>
      ))}
      {more > 0 ? <p className="quiet">and {more.toLocaleString("en")} more parts</p> : null}
    </>
  );
}

/** Whether content says nothing that the declared type does not: every text looks like plain text. */
function isPlain(trueType: string | null, declaredType: string): boolean {
  if (trueType === null || trueType === declaredType) return true;
  return trueType === "text/plain" && declaredType.startsWith("text/");
}

function titleOf({ path, names, declaredType }: ReadPart): string {
  return `Part ${path}: ${names[0] ?? declaredType}`;
}

function describe({ declaredType, trueType, isAttachment, size, names, texts }: ReadPart): string {
  const known = isPlain(trueType, declaredType) ? declaredType : `${declaredType}, in truth ${trueType}`;
  const other = names.length > 1 ? `, also named ${names.slice(1).join(", ")}` : "";
  return `${isAttachment ? "Attachment" : "Body"}, ${known}, ${sizeOf(size)}${other}, ${texts.length} texts`;
}
