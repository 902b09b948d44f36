import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Resources } from "./resources.ts";
import { tableAccess, tablesKey } from "./statements.ts";

/** Serves the Administrative Console; it can open no mail. */
export function adminApiGrants(on: Resources): readonly PolicyStatement[] {
  return [
    tablesKey(on),
    // Policies are read; an administrator's password is replaced.
    tableAccess("ReadPoliciesKeepAdministrators", on.directory, ["GetItem", "UpdateItem"]),
    // Message tracking.
    tableAccess("ReadLedger", on.ledger, ["Query"], ["day"]),
    // Administrators' sessions and tries live beside the recipients' accounts.
    tableAccess("KeepSessions", on.accounts, ["GetItem", "PutItem", "UpdateItem", "DeleteItem"]),
  ];
}
