import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Resources } from "./resources.ts";
import { holdMail, sealMail, sendMail, sendToOutbox, tableAccess, tablesKey, takeReceivedMail } from "./statements.ts";

/** Reads a received mail, judges it and acts on it. */
export function inboundGrants(on: Resources): readonly PolicyStatement[] {
  return [
    tablesKey(on),
    // Claims, verdicts, deposits and outbox items, written in transactions.
    tableAccess("KeepLedger", on.ledger, ["GetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem"]),
    // Policies and settings in force.
    tableAccess("ReadPolicies", on.directory, ["GetItem", "Query"]),
    // Does the recipient have an account? If not, an activation is made.
    tableAccess("OfferActivation", on.accounts, ["GetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem"]),
    ...takeReceivedMail(on),
    ...holdMail(on),
    ...sealMail(on),
    sendMail(on),
    ...sendToOutbox(on),
  ];
}
