import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Resources } from "./resources.ts";
import { allow, neverChangeAudit, sendToOutbox, tableAccess, tablesKey } from "./statements.ts";

/** Writes the first settings and activates the receipt rule set. */
export function provisionGrants(on: Resources): readonly PolicyStatement[] {
  return [
    tablesKey(on),
    neverChangeAudit(on),
    // First policies, connector secret, first administrator; only where there is none yet.
    tableAccess("WriteFirstSettings", on.directory, ["GetItem", "PutItem", "UpdateItem"]),
    // The mail to the operator, sent by housekeeping once SES accepts it.
    tableAccess("QueueFirstMail", on.ledger, ["PutItem"]),
    ...sendToOutbox(on),
    // SES knows no narrower resource for these two.
    allow("ActivateRuleSet", ["ses:DescribeActiveReceiptRuleSet", "ses:SetActiveReceiptRuleSet"], ["*"]),
  ];
}
