import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { openTexts } from "./kept-texts.ts";
import type { Resources } from "./resources.ts";
import {
  allow,
  neverChangeAudit,
  openHeldMail,
  sendToOutbox,
  smtpAccess,
  tableAccess,
  tablesKey,
} from "./statements.ts";

/** Serves the Administrative Console; of all mail it can open what is held for review, and texts kept for replay. */
export function adminApiGrants(on: Resources): readonly PolicyStatement[] {
  return [
    tablesKey(on),
    // Policies, settings, administrators and the audit log.
    tableAccess("KeepDirectory", on.directory, ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"]),
    neverChangeAudit(on),
    // Message tracking; recall and the like; the ends of held mail.
    tableAccess(
      "KeepLedger",
      on.ledger,
      ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"],
      ["day"],
    ),
    ...openHeldMail(on),
    // What a draft asks of past mail that nobody asked when it came.
    ...openTexts(on),
    // What an exported audit log is verified by.
    allow("ShowAuditKey", ["kms:GetPublicKey"], [on.auditKey.keyArn]),
    // Mails to administrators, and what the outbox shall do.
    ...sendToOutbox(on),
    // An owner writes the password of the company's own mail server; the console cannot read it.
    ...smtpAccess(on, "Encrypt"),
    // Recipients' accounts, and administrators' sessions and tries beside them.
    tableAccess(
      "KeepAccounts",
      on.accounts,
      ["GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
      ["recipients"],
    ),
  ];
}
