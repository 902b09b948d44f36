import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { removeTexts } from "./kept-texts.ts";
import type { Resources } from "./resources.ts";
import {
  allow,
  deliverLetters,
  destroySealedMail,
  endOpenActs,
  keepIngress,
  neverChangeAudit,
  sealMail,
  sendMail,
  smtpAccess,
  tableAccess,
  tablesKey,
  takeReceivedMail,
} from "./statements.ts";

/** Finishes what was begun: effects of the outbox, stale claims, mail that nobody claimed. */
export function housekeepingGrants(on: Resources): readonly PolicyStatement[] {
  return [
    tablesKey(on),
    neverChangeAudit(on),
    // What is due, and its outcome.
    tableAccess(
      "KeepLedger",
      on.ledger,
      ["GetItem", "Query", "PutItem", "UpdateItem", "BatchWriteItem", "DeleteItem"],
      ["due", "day"],
    ),
    // Reads secrets; the first administrator's one-time password is made when its mail is sent.
    // What the ingress was seen to require is noted.
    tableAccess("IssueFirstPassword", on.directory, ["GetItem", "PutItem", "UpdateItem"]),
    // The audit log's end is signed once a day.
    tableAccess("ReadAuditEnd", on.directory, ["Query"]),
    endOpenActs(on),
    allow("SignAuditEnd", ["kms:Sign"], [on.auditKey.keyArn]),
    // Whether somebody without an account was invited to a mailbox, too.
    tableAccess("OfferActivation", on.accounts, ["GetItem", "Query", "PutItem"]),
    // Clear mail is sent from the raw mail, which goes after the final state.
    ...takeReceivedMail(on),
    // What SES refuses to carry is sealed instead.
    ...sealMail(on),
    // Recalled and expired mail ends for good.
    ...destroySealedMail(on),
    ...removeTexts(on),
    // What TLS policies ask of whatever takes the mail in.
    ...keepIngress(on),
    // Replies leave from here.
    ...deliverLetters(on),
    sendMail(on),
    // Mail that leaves by the company's own mail server.
    ...smtpAccess(on, "Decrypt"),
  ];
}
