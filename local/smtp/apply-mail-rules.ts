import type { Caller, CloudContext } from "../core/service.ts";
import type { Functions } from "../functions/functions.ts";
import type { S3 } from "../s3/s3.ts";
import type { Endpoint, MailRule } from "../ses/mail-manager.ts";
import { prependedHeaders } from "./prepended-headers.ts";
import { receivedEvent } from "./received-notification.ts";
import { judge, type Transaction } from "./verdicts.ts";
import type { Resolver } from "./zone.ts";

/** Runs an endpoint's rules over a message; resolves when it is stored and told of. */
export async function applyMailRules(
  raw: Buffer,
  transaction: Transaction,
  { endpoint, tls }: { readonly endpoint: Endpoint; readonly tls: boolean },
  cloud: CloudContext,
  resolver: Resolver,
): Promise<void> {
  const verdicts = await judge(raw, transaction, resolver);
  const { region } = cloud.deployment;
  const host = `local.mail-manager-smtp.${region}.amazonaws.com`;
  const head = prependedHeaders(transaction, verdicts, { scanned: true, region, raw, host });
  let stored = Buffer.concat([Buffer.from(head, "latin1"), raw]);
  for (const rule of endpoint.rules) {
    if (!applies(rule, tls)) continue;
    for (const action of rule.Actions) {
      if ("AddHeader" in action) {
        const { HeaderName, HeaderValue } = action.AddHeader;
        stored = Buffer.concat([Buffer.from(`${HeaderName}: ${HeaderValue}\r\n`), stored]);
      } else if ("WriteToS3" in action) {
        const { RoleArn, S3Bucket, S3Prefix } = action.WriteToS3;
        const key = `${S3Prefix}${transaction.messageId}`;
        const caller = asRole(RoleArn, endpoint, cloud);
        await cloud.service<S3>("s3").putObject({ bucket: S3Bucket, key, body: stored, caller });
      } else {
        const { RoleArn, FunctionArn } = action.InvokeLambda;
        const caller = asRole(RoleArn, endpoint, cloud);
        const payload = receivedEvent({ transaction, verdicts, stored, functionArn: FunctionArn });
        cloud.service<Functions>("lambda").invokeLater({ functionArn: FunctionArn, payload, caller });
      }
    }
  }
}

function applies({ Conditions }: MailRule, tls: boolean): boolean {
  return Conditions.every(({ BooleanExpression }) => (BooleanExpression.Operator === "IS_TRUE") === tls);
}

/** Mail Manager acts by the role that the rule names. */
function asRole(roleArn: string, { ruleSetArn }: Endpoint, { roles, deployment }: CloudContext): Caller {
  roles.assertAssumable(roleArn, "ses.amazonaws.com", ruleSetArn);
  const name = roleArn.slice(roleArn.lastIndexOf("/") + 1);
  return {
    kind: "role",
    roleArn,
    sessionArn: `arn:aws:sts::${deployment.accountId}:assumed-role/${name}/mail-manager`,
  };
}
