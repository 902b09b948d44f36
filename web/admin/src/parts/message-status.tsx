import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { MessageRow } from "../../../../src/contracts/admin-api/messages.ts";
import { statusesOf } from "../words.ts";

type Props = { message: Pick<MessageRow, "state" | "recipients">; lines?: boolean };

/** Where a message stands: in a line, or one status below the other. */
export function MessageStatus({ message, lines = false }: Props) {
  return (
    <span className={lines ? "lines" : "badges"}>
      {statusesOf(message).map(({ type, text }) => (
        <StatusIndicator key={text} type={type}>
          {text}
        </StatusIndicator>
      ))}
    </span>
  );
}
