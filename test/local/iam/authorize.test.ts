import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Access, Caller } from "../../../local/core/service.ts";
import { createAuthorize } from "../../../local/iam/authorize.ts";
import { parsePolicy } from "../../../local/iam/policy.ts";

const accountId = "111122223333";
const deployment = { accountId, region: "us-east-1", stackName: "Sealgate" };
const roleArn = `arn:aws:iam::${accountId}:role/Reader`;
const sessionArn = `arn:aws:sts::${accountId}:assumed-role/Reader/inbound`;
const role: Caller = { kind: "role", roleArn, sessionArn };
const ses: Caller = {
  kind: "service",
  principal: "ses.amazonaws.com",
  sourceArn: `arn:aws:ses:us-east-1:${accountId}:receipt-rule-set/Sealgate-rules:receipt-rule/all`,
  sourceAccount: accountId,
};
const table = `arn:aws:dynamodb:us-east-1:${accountId}:table/Ledger`;
const object = "arn:aws:s3:::mail/in/1";
const key = `arn:aws:kms:us-east-1:${accountId}:key/1`;

const allowed = (statements: readonly object[], access: Partial<Access>): true | string => {
  const policies = [parsePolicy({ Version: "2012-10-17", Statement: statements }, "test")];
  const authorize = createAuthorize(deployment, (arn) => (arn === roleArn ? policies : []));
  try {
    authorize({ caller: role, action: "dynamodb:PutItem", resource: table, ...access });
    return true;
  } catch (error) {
    return (error as Error).message;
  }
};
const allow = (Action: unknown, Resource: unknown, Condition?: object) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const deny = (Action: unknown, Resource: unknown, Condition?: object) => ({
  ...allow(Action, Resource, Condition),
  Effect: "Deny",
});
const resourcePolicy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });

describe("identity policies", () => {
  const who = `User: ${sessionArn} is not authorized to perform: dynamodb:PutItem on resource: ${table}`;

  it("refuse what no statement allows, in AWS's words", () => {
    assert.equal(allowed([], {}), `${who} because no identity-based policy allows the dynamodb:PutItem action`);
    assert.match(String(allowed([allow("dynamodb:GetItem", table)], {})), /no identity-based policy/);
    assert.match(String(allowed([allow("dynamodb:PutItem", `${table}2`)], {})), /no identity-based policy/);
  });

  it("let an explicit deny win over every allow", () => {
    const statements = [allow("*", "*"), deny("dynamodb:Put*", table)];
    assert.equal(allowed(statements, {}), `${who} with an explicit deny in an identity-based policy`);
    assert.equal(allowed(statements, { action: "dynamodb:GetItem" }), true);
  });

  it("match wildcards in actions without regard to case, and in resources with regard to it", () => {
    assert.equal(allowed([allow("DYNAMODB:put*", `${table}*`)], {}), true);
    assert.equal(allowed([allow("dynamodb:Put?tem", "arn:aws:dynamodb:*:*:table/Led?er")], {}), true);
    assert.notEqual(allowed([allow("dynamodb:PutItem", table.toLowerCase())], {}), true);
  });

  it("understand NotAction and NotResource", () => {
    assert.equal(allowed([{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }], {}), true);
    assert.notEqual(allowed([{ Effect: "Allow", NotAction: "dynamodb:*", Resource: "*" }], {}), true);
    assert.notEqual(allowed([{ Effect: "Allow", Action: "*", NotResource: `${table}*` }], {}), true);
  });
});

describe("conditions", () => {
  const decrypt = (Condition: object, context: Access["context"]) =>
    allowed([allow("kms:Decrypt", key, Condition)], { action: "kms:Decrypt", resource: key, context }) === true;

  it("bind a key to its encryption context", () => {
    const condition = { StringEquals: { "kms:EncryptionContext:messageId": "m1" } };
    assert.equal(decrypt(condition, { "kms:EncryptionContext:messageId": "m1" }), true);
    assert.equal(decrypt(condition, { "kms:EncryptionContext:messageId": "m2" }), false);
    assert.equal(decrypt(condition, { "kms:EncryptionContext:messageid": "m1" }), false);
    assert.equal(decrypt(condition, {}), false);
  });

  it("demand that a context key is there, and no other one", () => {
    const condition = {
      Null: { "kms:EncryptionContext:messageId": "false" },
      "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["messageId", "recipientId"] },
    };
    const context = (keys: string[]) => ({ "kms:EncryptionContextKeys": keys, "kms:EncryptionContext:messageId": "m" });
    assert.equal(decrypt(condition, context(["messageId", "recipientId"])), true);
    assert.equal(decrypt(condition, context(["messageId", "other"])), false);
    assert.equal(decrypt(condition, { "kms:EncryptionContextKeys": [] }), false);
  });

  it("compare as AWS's operators do, also when the key is absent", () => {
    const cases: [Record<string, string | string[]>, string, Access["context"], boolean][] = [
      [{ k: ["a", "b"] }, "StringEquals", { K: "b" }, true],
      [{ k: "a*" }, "StringEquals", { k: "ab" }, false],
      [{ k: "a*" }, "StringLike", { k: "ab" }, true],
      [{ k: ["a", "b"] }, "StringNotEquals", { k: "b" }, false],
      [{ k: "a" }, "StringNotEquals", {}, true],
      [{ k: "a" }, "StringEqualsIfExists", {}, true],
      [{ k: "a" }, "StringEqualsIfExists", { k: "b" }, false],
      [{ k: "arn:aws:s3:*:*:x/*" }, "ArnLike", { k: "arn:aws:s3:r:1:x/y:z" }, true],
      [{ k: "arn:aws:s3:*" }, "ArnLike", { k: "arn:aws:s3:r:1:x" }, false],
      [{ k: "arn:aws:s3:::x" }, "ArnEquals", { k: "arn:aws:s3:::x" }, true],
      [{ k: "true" }, "Bool", { k: "true" }, true],
      [{ k: "true" }, "Bool", {}, false],
      [{ k: "10.0.0.0/8" }, "IpAddress", { k: "10.2.3.4" }, true],
      [{ k: "10.0.0.0/8" }, "IpAddress", { k: "11.2.3.4" }, false],
      [{ k: "10.0.0.0/8" }, "NotIpAddress", { k: "11.2.3.4" }, true],
      [{ k: "2001:db8::/32" }, "IpAddress", { k: "2001:db8::1" }, true],
      [{ k: ["a", "b"] }, "ForAnyValue:StringEquals", { k: ["x", "b"] }, true],
      [{ k: ["a", "b"] }, "ForAnyValue:StringEquals", {}, false],
      [{ k: ["a", "b"] }, "ForAllValues:StringEquals", {}, true],
      [{ k: "a*" }, "ForAllValues:StringLike", { k: ["ab", "b"] }, false],
      [{ k: "1.2" }, "NumericLessThan", { k: "1.1" }, true],
    ];
    for (const [keys, operator, context, expected] of cases)
      assert.equal(decrypt({ [operator]: keys }, context), expected, `${operator} ${JSON.stringify([keys, context])}`);
  });

  it("must all hold together", () => {
    const condition = { StringEquals: { a: "1", b: "2" }, Bool: { c: "true" } };
    assert.equal(decrypt(condition, { a: "1", b: "2", c: "true" }), true);
    assert.equal(decrypt(condition, { a: "1", b: "2", c: "false" }), false);
  });

  it("know the caller and count loopback as a secure transport", () => {
    const insecure = deny("*", "*", { Bool: { "aws:SecureTransport": "false" } });
    assert.equal(allowed([allow("*", "*"), insecure], {}), true);
    const own = { ArnEquals: { "aws:PrincipalArn": roleArn }, StringEquals: { "aws:PrincipalAccount": accountId } };
    assert.equal(allowed([allow("*", "*", own)], {}), true);
  });
});

describe("resource policies", () => {
  const put = (caller: Caller, statement: object, statements: readonly object[] = []) =>
    allowed(statements, {
      caller,
      action: "s3:PutObject",
      resource: object,
      resourcePolicy: resourcePolicy(statement),
    });
  const bySes = (Condition: object) => ({
    ...allow("s3:PutObject", "arn:aws:s3:::mail/in/*", Condition),
    Principal: { Service: "ses.amazonaws.com" },
  });

  it("let a service in only from the named source", () => {
    const condition = {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": "arn:aws:ses:*:*:receipt-rule-set/Sealgate-rules:*" },
    };
    assert.equal(put(ses, bySes(condition)), true);
    const said = `User: ses.amazonaws.com is not authorized to perform: s3:PutObject on resource: "${object}" because no resource-based policy allows the s3:PutObject action`;
    assert.equal(
      put({ ...ses, sourceArn: "arn:aws:ses:us-east-1:999:receipt-rule-set/other" }, bySes(condition)),
      said,
    );
    assert.equal(put({ ...ses, principal: "sns.amazonaws.com" }, bySes(condition)), said.replace("ses", "sns"));
    assert.equal(put({ kind: "service", principal: "ses.amazonaws.com" }, bySes(condition)), said);
  });

  it("suffice for a role of the account that they name, by role or session", () => {
    for (const AWS of [roleArn, sessionArn, "*"])
      assert.equal(put(role, { ...allow("s3:PutObject", "*"), Principal: { AWS } }), true);
    assert.equal(put(role, { ...allow("s3:PutObject", "*"), Principal: "*" }), true);
  });

  it("that name the account only delegate: the role's own policy must allow as well", () => {
    const delegating = { ...allow("s3:*", "*"), Principal: { AWS: `arn:aws:iam::${accountId}:root` } };
    assert.match(String(put(role, delegating)), /no identity-based policy/);
    assert.equal(put(role, delegating, [allow("s3:PutObject", object)]), true);
  });

  it("deny against every allow", () => {
    const denying = { ...deny("s3:PutObject", "*"), Principal: "*" };
    assert.match(String(put(role, denying, [allow("*", "*")])), /with an explicit deny in a resource-based policy$/);
    const owner: Caller = { kind: "owner", arn: `arn:aws:iam::${accountId}:root` };
    assert.match(String(put(owner, denying)), /explicit deny/);
  });
});

describe("key policies", () => {
  const use = (statements: readonly object[], ...keyPolicy: object[]) =>
    allowed(statements, { action: "kms:Decrypt", resource: key, resourcePolicy: resourcePolicy(...keyPolicy) });
  const root = { ...allow("kms:*", "*"), Principal: { AWS: `arn:aws:iam::${accountId}:root` } };
  const other = { ...allow("kms:*", "*"), Principal: { AWS: `arn:aws:iam::${accountId}:role/Other` } };

  it("that delegate to the account leave it to the role's policy", () => {
    assert.equal(use([allow("kms:Decrypt", key)], root), true);
    assert.match(String(use([], root)), /because no identity-based policy allows the kms:Decrypt action$/);
  });

  it("that do not delegate shut out even a role with every right", () => {
    assert.match(
      String(use([allow("*", "*")], other)),
      /because no resource-based policy allows the kms:Decrypt action$/,
    );
  });

  it("that name the role suffice", () => {
    assert.equal(use([], { ...allow("kms:Decrypt", "*"), Principal: { AWS: roleArn } }), true);
  });

  it("are AWS's default where the template has none", () => {
    const access = { action: "kms:Decrypt", resource: key };
    assert.equal(allowed([allow("kms:Decrypt", key)], access), true);
    assert.notEqual(allowed([], access), true);
  });
});

describe("a policy that could not be enforced", () => {
  const statement = (extra: object) => () =>
    parsePolicy({ Statement: [{ ...allow("s3:*", "*"), ...extra }] }, "Role X");

  it("stops the start with a sentence", () => {
    assert.throws(statement({ Condition: { DateGreaterThan: { "aws:CurrentTime": "2026" } } }), {
      message: "Role X: the condition operator DateGreaterThan is not known",
    });
    assert.throws(
      statement({ Condition: { "ForSomeValues:StringEquals": { a: "b" } } }),
      /operator ForSomeValues:StringEquals is not known/,
    );
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM
    assert.throws(statement({ Resource: "arn:aws:s3:::${aws:username}" }), /policy variables are not supported/);
    assert.throws(statement({ NotPrincipal: "*" }), /Role X: the policy is not understood/);
    assert.throws(statement({ NotAction: "s3:*" }), /exactly one of Action and NotAction/);
    assert.throws(statement({ Effect: "Perhaps" }), /Role X: the policy is not understood/);
  });
});
