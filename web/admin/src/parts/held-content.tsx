import Alert from "@cloudscape-design/components/alert";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { HeldContentAnswer, HeldRow } from "../../../../src/contracts/admin-api/held.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";
import { HeldFile } from "./held-file.tsx";
import { Section } from "./section.tsx";

/** The text of held mail and its attachments, for reviewers. */
export function HeldContent({ path, row, onClose }: { path: string; row: HeldRow; onClose: () => void }) {
  const { loaded, reload } = useLoaded<HeldContentAnswer>(path);
  return (
    <Modal visible size="large" header={row.subject || "(no subject)"} onDismiss={onClose}>
      <SpaceBetween size="l">
        <Alert type="info">Your look is entered in the audit log.</Alert>
        <Section loaded={loaded} onRetry={reload}>
          {(content) => <Content content={content} path={path} />}
        </Section>
      </SpaceBetween>
    </Modal>
  );
}

function Content({ content, path }: { content: HeldContentAnswer; path: string }) {
  const { from, to, cc, date, text, htmlText, isCut, attachments } = content;
  return (
    <SpaceBetween size="l">
      <KeyValuePairs
        columns={2}
        items={[
          { label: "From", value: from },
          { label: "Written", value: dateTime(date) },
          { label: "To", value: to.join(", ") || "–" },
          { label: "Cc", value: cc.join(", ") || "–" },
        ]}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="letter" tabIndex={0}>
        {text.trim() === "" ? "(no text)" : text}
      </pre>
      {htmlText === "" ? null : (
        <section aria-label="The HTML form">
          <Alert type="warning">
            The message has a second form, in HTML, that says something else. Most readers show that one.
          </Alert>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre className="letter" tabIndex={0}>
            {htmlText}
          </pre>
        </section>
      )}
      {isCut ? <Alert type="info">There is more text than can be shown here.</Alert> : null}
      {attachments.length === 0 ? null : (
        <ul className="rows" aria-label="Attachments">
          {attachments.map((attachment) => (
            <HeldFile key={attachment.number} attachment={attachment} path={path} />
          ))}
        </ul>
      )}
    </SpaceBetween>
  );
}
