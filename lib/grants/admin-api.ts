import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Resources } from "./resources.ts";
import { neverChangeAudit, tableAccess, tablesKey } from "./statements.ts";

/** Serves the Administrative Console; it can open no mail. */
export function adminApiGrants(on: Resources): readonly PolicyStatement[] {
  return [
    tablesKey(on),
    // Policies, settings, administrators and the audit log.
    tableAccess("KeepDirectory", on.directory, ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"]),
    neverChangeAudit(on),
    // Message tracking.
    tableAccess("ReadLedger", on.ledger, ["Query"], ["day"]),
    // Administrators' sessions and tries live beside the recipients' accounts.
    tableAccess("KeepSessions", on.accounts, ["GetItem", "PutItem", "UpdateItem", "DeleteItem"]),
  ];
}
