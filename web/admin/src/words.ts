import type { BadgeProps } from "@cloudscape-design/components/badge";
import type { StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { MessageRow, RecipientBrief } from "../../../src/contracts/admin-api/messages.ts";
import type { Disposition } from "../../../src/contracts/policies.ts";

type Status = { readonly type: StatusIndicatorProps.Type; readonly text: string };

/** What a disposition is called, and its badge's colour. */
export const dispositionWords: Readonly<Record<Disposition, { text: string; color: BadgeProps["color"] }>> = {
  encrypt: { text: "Encrypt", color: "blue" },
  send: { text: "Send unencrypted", color: "green" },
  discard: { text: "Discard", color: "grey" },
  return: { text: "Return to sender", color: "red" },
  hold: { text: "Hold for review", color: "severity-medium" },
};

const recipientStatus: Readonly<Record<RecipientBrief["state"], Status>> = {
  pending: { type: "in-progress", text: "Being worked on" },
  sent: { type: "in-progress", text: "Sent, not yet delivered" },
  held: { type: "pending", text: "Held for review" },
  sealed: { type: "success", text: "Sealed" },
  delivered: { type: "success", text: "Delivered" },
  bounced: { type: "error", text: "Bounced" },
  discarded: { type: "stopped", text: "Discarded" },
  returned: { type: "warning", text: "Returned to sender" },
  refused: { type: "error", text: "Refused: not from us" },
  recalled: { type: "stopped", text: "Recalled" },
  expired: { type: "stopped", text: "Expired" },
};

const byUrgency: readonly RecipientBrief["state"][] = [
  "bounced",
  "held",
  "pending",
  "sent",
  "refused",
  "returned",
  "recalled",
  "expired",
  "discarded",
  "sealed",
  "delivered",
];

/** Where one recipient's copy stands. */
export function statusOfRecipient(state: RecipientBrief["state"]): Status {
  return recipientStatus[state];
}

/** Where a message stands: what most needs attention comes first, the others are counted. */
export function statusOfMessage({ state, recipients }: Pick<MessageRow, "state" | "recipients">): Status {
  if (state === "received" || state === "judged") return { type: "in-progress", text: "Being checked" };
  const states = new Set(recipients.map((recipient) => recipient.state));
  const [first, ...others] = byUrgency.filter((each) => states.has(each));
  if (first === undefined) return { type: "in-progress", text: "No recipient yet" };
  const status = recipientStatus[first];
  return others.length === 0 ? status : { ...status, text: `${status.text}, and ${others.length} more` };
}

const eventWords: Readonly<Record<string, string>> = {
  received: "Received by the gateway",
  checked: "Checked against the policies",
  sealed: "Sealed in the Message Pickup Center",
  notified: "Notice sent",
  "notice-bounced": "Notice could not be delivered",
  activated: "Account activated",
  read: "Read",
  downloaded: "Downloaded",
  replied: "Replied",
  sent: "Sent unencrypted",
  delivered: "Delivered",
  bounced: "Bounced",
  complained: "Recipient complained of the notice",
  returned: "Returned to sender",
  discarded: "Discarded",
  refused: "Refused: not from us",
  held: "Held for review",
  "possibly-doubled": "Sent again, may have arrived twice",
  failed: "Failed",
};

/** What a timeline event is called. */
export function eventWord(event: string): string {
  return eventWords[event] ?? event;
}

/** Date and time in the reader's time zone. */
export function dateTime(iso: string, seconds = false): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "–";
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit", timeZoneName: "short" } : {}),
  }).format(date);
}

/** Bytes as a person says them. */
export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
