import type { BadgeProps } from "@cloudscape-design/components/badge";
import type { StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { MessageRow, RecipientBrief } from "../../../src/contracts/admin-api/messages.ts";
import type { Role } from "../../../src/contracts/admin-api/role-names.ts";
import type { Disposition } from "../../../src/contracts/policies.ts";

/** What a role is called. */
export const roleWords: Readonly<Record<Role, string>> = {
  owner: "Owner",
  "policy-admin": "Policy administrator",
  reviewer: "Reviewer",
  "help-desk": "Help desk",
  auditor: "Auditor",
};

type Status = { readonly type: StatusIndicatorProps.Type; readonly text: string };

type DispositionWords = { readonly text: string; readonly short: string; readonly color: BadgeProps["color"] };

/** What a disposition is called, in a list in one word, and its badge's colour. */
export const dispositionWords: Readonly<Record<Disposition, DispositionWords>> = {
  encrypt: { text: "Encrypt", short: "Encrypt", color: "blue" },
  send: { text: "Send unencrypted", short: "Send", color: "green" },
  discard: { text: "Discard", short: "Discard", color: "grey" },
  return: { text: "Return to sender", short: "Return", color: "red" },
  hold: { text: "Hold for review", short: "Hold", color: "severity-medium" },
};

const recipientStatus: Readonly<Record<RecipientBrief["state"], Status>> = {
  pending: { type: "in-progress", text: "In progress" },
  sent: { type: "in-progress", text: "On its way" },
  held: { type: "pending", text: "Held" },
  sealed: { type: "success", text: "Sealed" },
  delivered: { type: "success", text: "Delivered" },
  bounced: { type: "error", text: "Bounced" },
  discarded: { type: "stopped", text: "Discarded" },
  returned: { type: "warning", text: "Returned" },
  refused: { type: "error", text: "Refused" },
  recalled: { type: "stopped", text: "Recalled" },
  expired: { type: "stopped", text: "Expired" },
};

/** Every state a recipient can be in. */
export const recipientStates = Object.keys(recipientStatus) as readonly RecipientBrief["state"][];

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

/** Where a message stands, one status for each state among its recipients; what needs attention comes first. */
export function statusesOf({ state, recipients }: Pick<MessageRow, "state" | "recipients">): readonly Status[] {
  if (state === "received" || state === "judged") return [{ type: "in-progress", text: "In progress" }];
  const states = new Set(recipients.map((recipient) => recipient.state));
  const found = byUrgency.filter((each) => states.has(each)).map((each) => recipientStatus[each]);
  return found.length === 0 ? [{ type: "in-progress", text: "No recipient yet" }] : found;
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
  "release-proposed": "Release proposed by a reviewer",
  released: "Released by a reviewer",
  suspended: "Suspended",
  resumed: "Resumed",
  extended: "Extended",
  resent: "Notice ordered again",
  reminded: "Reminded",
  recalled: "Recalled",
  expired: "Expired",
  "keys-destroyed": "Keys destroyed",
  "tls-failed": "TLS could not be had",
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
