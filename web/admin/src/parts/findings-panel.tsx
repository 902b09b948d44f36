import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import type { FindingAnswer } from "../../../../src/contracts/admin-api/messages.ts";

const words: Readonly<Record<string, string>> = {
  ambiguous: "Readers may see different content",
  unreadable: "A format whose text is not read",
  encrypted: "Protected by a password",
  corrupt: "Damaged content",
  "unknown-type": "Type of content not recognised",
  "too-deep": "Nested too deep",
  truncated: "Larger than what is read",
  "scan-incomplete": "Not read to the end",
  "no-text": "Recognised content without text",
  "already-encrypted": "Encrypted before it reached the gateway",
  signed: "Signed content",
  malformed: "Broken form that every reader takes alike",
};

/** What the reader noticed about the message's form. */
export function FindingsPanel({ findings, kept }: { findings: readonly FindingAnswer[]; kept: boolean }) {
  if (!kept) return null;
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${findings.length})`} description="What was noticed while reading the message.">
          Findings
        </Header>
      }
    >
      {findings.length === 0 ? <span className="quiet">Nothing: the message was read whole.</span> : null}
      <ul className="rows">
        {findings.map(({ kind, part, detail }) => (
          <li key={`${kind} ${part} ${detail}`}>
            {words[kind] ?? kind}
            <div className="quiet">
              {part === "" ? "The message itself" : `Part ${part}`}: {detail}
            </div>
          </li>
        ))}
      </ul>
    </Container>
  );
}
