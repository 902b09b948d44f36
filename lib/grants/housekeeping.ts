import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Resources } from "./resources.ts";
import { allow, sealMail, sendMail, sendToOutbox, tableAccess, tablesKey, takeReceivedMail } from "./statements.ts";

/** Finishes what was begun: effects of the outbox, stale claims, expiry. */
export function housekeepingGrants(on: Resources): readonly PolicyStatement[] {
  return [
    tablesKey(on),
    // Outbox items and claims that are due, and their outcome.
    tableAccess(
      "KeepLedger",
      on.ledger,
      ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"],
      ["due"],
    ),
    tableAccess("ReadPolicies", on.directory, ["GetItem", "Query"]),
    tableAccess("OfferActivation", on.accounts, ["GetItem", "Query", "PutItem", "UpdateItem", "ConditionCheckItem"]),
    // Clear mail is sent from the raw mail; it goes after the final state.
    ...takeReceivedMail(on),
    // What SES refuses to carry is sealed instead.
    ...sealMail(on),
    // Expiry and recall: keys first, then what they opened.
    allow(
      "DestroySealedMail",
      ["s3:DeleteObject"],
      [on.sealedBucket.arnForObjects("sealed/*"), on.sealedBucket.arnForObjects("keys/*")],
    ),
    sendMail(on),
    ...sendToOutbox(on),
  ];
}
