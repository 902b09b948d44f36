import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Resources } from "./resources.ts";
import { keepLetters, openSealedMail, readSettings, sendToOutbox, tableAccess, tablesKey } from "./statements.ts";

/** Serves the Message Pickup Center. */
export function pickupApiGrants(on: Resources): readonly PolicyStatement[] {
  return [
    tablesKey(on),
    // The inbox, and the timeline entries "activated" and "read".
    tableAccess("ReadInboxKeepTimeline", on.ledger, ["GetItem", "Query", "PutItem", "UpdateItem"], ["day"]),
    // Accounts, activations, sessions and tries.
    tableAccess("KeepAccounts", on.accounts, ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"]),
    readSettings(on),
    ...openSealedMail(on),
    // Replies, with their attachments as they arrive.
    ...keepLetters(on),
    // Forgot password makes a mail.
    ...sendToOutbox(on),
  ];
}
