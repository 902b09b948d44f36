import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Resources } from "./resources.ts";
import { allow, sendToOutbox, tableAccess, tablesKey } from "./statements.ts";

/** Records what SES says became of a sent mail. */
export function deliveryEventsGrants(on: Resources): readonly PolicyStatement[] {
  return [
    tablesKey(on),
    tableAccess("KeepLedger", on.ledger, ["GetItem", "Query", "PutItem", "UpdateItem"]),
    // The last recipient's final state ends the raw mail.
    allow("DeleteFinishedMail", ["s3:DeleteObject"], [on.mailBucket.arnForObjects("in/*")]),
    // A bounce of clear mail makes a report to the sender.
    ...sendToOutbox(on),
  ];
}
