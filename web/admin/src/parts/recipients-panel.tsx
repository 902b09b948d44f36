import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { RecipientDetail } from "../../../../src/contracts/admin-api/messages.ts";
import { statusOfRecipient } from "../words.ts";
import { DispositionBadge } from "./disposition-badge.tsx";

/** Each recipient with the verdict and where the copy stands. */
export function RecipientsPanel({ recipients }: { recipients: readonly RecipientDetail[] }) {
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${recipients.length})`}>
          Recipients
        </Header>
      }
    >
      <RecipientList recipients={recipients} />
    </Container>
  );
}

/** The same without a frame. */
export function RecipientList({ recipients }: { recipients: readonly RecipientDetail[] }) {
  return (
    <ul className="rows">
      {recipients.map((recipient) => (
        <Recipient key={recipient.id} recipient={recipient} />
      ))}
    </ul>
  );
}

function Recipient({ recipient }: { recipient: RecipientDetail }) {
  const { address, disposition, state, reason, policyName, answer } = recipient;
  const { type, text } = statusOfRecipient(state);
  return (
    <li>
      <div className="event-head">
        <h3 className="name">{address}</h3>
        <span className="badges">
          {disposition === undefined ? null : <DispositionBadge disposition={disposition} />}
          <StatusIndicator type={type}>{text}</StatusIndicator>
        </span>
      </div>
      {reason === undefined ? null : <p className="sentence">{reason}</p>}
      {policyName === undefined || reason?.includes(policyName) ? null : (
        <p className="narrative">Policy: {policyName}</p>
      )}
      {answer === undefined ? null : <p className="narrative">Answer: {answer}</p>}
    </li>
  );
}
