import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Resources } from "./resources.ts";
import { sendToOutbox, tableAccess, tablesKey } from "./statements.ts";

/** Serves the Administrative Console; it can open no mail. */
export function adminApiGrants(on: Resources): readonly PolicyStatement[] {
  const everything = ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"];
  return [
    tablesKey(on),
    // Policies, administrators, settings, audit chain.
    tableAccess("KeepDirectory", on.directory, everything),
    // Message tracking.
    tableAccess("ReadLedger", on.ledger, ["GetItem", "Query"], ["day"]),
    // Administrators' sessions and tries live beside the recipients' accounts.
    tableAccess("KeepSessions", on.accounts, everything),
    ...sendToOutbox(on),
  ];
}
