import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Resources } from "./resources.ts";
import { neverChangeAudit, queueMail, sendToOutbox, tableAccess, tablesKey } from "./statements.ts";

/** Serves the Administrative Console; it can open no mail. */
export function adminApiGrants(on: Resources): readonly PolicyStatement[] {
  return [
    tablesKey(on),
    // Policies, settings, administrators and the audit log.
    tableAccess("KeepDirectory", on.directory, ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"]),
    neverChangeAudit(on),
    // Message tracking.
    tableAccess("ReadLedger", on.ledger, ["Query", "BatchGetItem"], ["day"]),
    // Mails to administrators: effects of their own, and the bell.
    queueMail(on),
    ...sendToOutbox(on),
    // Administrators' sessions and tries live beside the recipients' accounts.
    tableAccess("KeepSessions", on.accounts, ["GetItem", "PutItem", "UpdateItem", "DeleteItem"]),
  ];
}
