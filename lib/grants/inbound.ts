import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { keepTexts } from "./kept-texts.ts";
import type { Resources } from "./resources.ts";
import {
  sealMail,
  sendMail,
  sendToOutbox,
  smtpAccess,
  tableAccess,
  tablesKey,
  takeReceivedMail,
} from "./statements.ts";

/** Reads a received mail, judges it and acts on it. */
export function inboundGrants(on: Resources): readonly PolicyStatement[] {
  return [
    tablesKey(on),
    // Claims, verdicts, deposits and outbox items.
    tableAccess("KeepLedger", on.ledger, ["GetItem", "Query", "PutItem", "UpdateItem"]),
    // The policies in force and the connector's secret.
    tableAccess("JudgeByPolicies", on.directory, ["GetItem"]),
    // Does the recipient have an account? If not, an activation is offered.
    tableAccess("OfferActivation", on.accounts, ["GetItem", "PutItem"]),
    ...takeReceivedMail(on),
    ...sealMail(on),
    // Where owners want texts kept for replay.
    ...keepTexts(on),
    sendMail(on),
    // Mail that leaves by the company's own mail server.
    ...smtpAccess(on, "Decrypt"),
    // A copy that was sealed for the case that TLS could not be had is destroyed by housekeeping.
    ...sendToOutbox(on),
  ];
}
