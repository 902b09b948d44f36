import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { HeldContentAnswer, HeldRow } from "../../../../src/contracts/admin-api/held.ts";
import { hrefOf } from "../router.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime, sizeOf } from "../words.ts";
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
  const { from, to, cc, date, text, attachments } = content;
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
      {attachments.length === 0 ? null : (
        <ul className="rows" aria-label="Attachments">
          {attachments.map(({ number, name, type, size }) => (
            <li key={number} className="event-head">
              <div>
                <b>{name || "(no name)"}</b>
                <div className="quiet">
                  {type}, {sizeOf(size)}
                </div>
              </div>
              <Button
                href={hrefOf(`${path}/attachments/${number}`)}
                download
                iconName="download"
                ariaLabel={`Download ${name}`}
              >
                Download
              </Button>
            </li>
          ))}
        </ul>
      )}
    </SpaceBetween>
  );
}
