import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { gatewayTemplate } from "./support/synthesize.ts";
import { functions, listOf, ofType, type Resources, refersTo, type Statement } from "./support/template.ts";

/** A statement as `actions on targets`, with names in place of ARNs. */
const readable = (resources: Resources, statement: Statement): string => {
  const { actions, targets } = partsOf(resources, statement);
  return `${actions} on ${targets}`;
};

const kinds: Readonly<Record<string, string>> = {
  "AWS::DynamoDB::Table": "table",
  "AWS::S3::Bucket": "bucket",
  "AWS::KMS::Key": "key",
  "AWS::SQS::Queue": "queue",
};

function partsOf(resources: Resources, statement: Statement) {
  const actions = listOf(statement.Action).join(" ");
  const targets = Object.entries(resources)
    .filter(([id, { Type }]) => Type in kinds && refersTo(statement.Resource, id))
    .map(([id, { Type }]) => `${nameOf(id)} ${kinds[Type]}`)
    .join(", ");
  return { actions, targets };
}

const nameOf = (id: string): string =>
  id.replace(/(Table|Bucket|WorkQueue|Queue)?[0-9A-F]{8}$/, "").replace(/^Keys/, "");

describe("what each function may do", () => {
  let resources: Resources;
  let rights: Readonly<Record<string, readonly Statement[]>>;
  before(() => {
    resources = gatewayTemplate().resources;
    rights = Object.fromEntries(
      functions(resources).map(({ properties, statements }) => [properties.Handler.split(".")[0], statements]),
    );
  });

  const of = (name: string): readonly Statement[] => {
    const statements = rights[name];
    assert.ok(statements && statements.length > 4, `no rights of ${name}`);
    return statements;
  };
  const on = (name: string, action: RegExp): readonly string[] =>
    of(name)
      .filter(({ Action }) => listOf(Action).some((each) => action.test(String(each))))
      .map((statement) => readable(resources, statement));

  it("gives six functions a role each", () => {
    assert.equal(Object.keys(rights).length, 6);
    const roles = new Set(functions(resources).map(({ properties }) => JSON.stringify(properties.Role)));
    assert.equal(roles.size, 6);
  });

  it("lets the pickup API read sealed mail, the console what reviewers open, housekeeping what recipients wrote", () => {
    for (const name of Object.keys(rights)) {
      const reads = of(name)
        .filter(({ Action }) => listOf(Action).includes("s3:GetObject"))
        .filter((statement) => readable(resources, statement).includes("Sealed"))
        .map(({ Sid }) => Sid);
      const reading: Readonly<Record<string, readonly string[]>> = {
        "pickup-api": ["ReadSealedMail", "KeepLetters"],
        "admin-api": ["ReadHeldMail", "ReadTexts"],
        housekeeping: ["ReadLetters"],
      };
      const expected = reading[name] ?? [];
      assert.deepEqual(reads, expected, name);
    }
    const [letters] = of("housekeeping").filter(({ Sid }) => Sid === "ReadLetters");
    assert.match(JSON.stringify(letters?.Resource), /"\/letterkeys\/\*".*"\/letters\/\*"/);
    assert.doesNotMatch(JSON.stringify(letters?.Resource), /"\/(sealed|keys)/);
    const [texts] = of("admin-api").filter(({ Sid }) => Sid === "ReadTexts");
    assert.match(JSON.stringify(texts?.Resource), /"\/kept\/\*"/);
    assert.doesNotMatch(JSON.stringify(texts?.Resource), /sealed|keys|letter/);
    const [held] = of("admin-api").filter(({ Sid }) => Sid === "ReadHeldMail");
    assert.match(JSON.stringify(held?.Resource), /"\/keys\/\*\/review".*"\/sealed\/\*"/);
    assert.doesNotMatch(JSON.stringify(held?.Resource), /letter|"\/keys\/\*"/);
  });

  it("lets no function but the pickup API unwrap a recipient's key; others only the copy that is meant for them", () => {
    const copies: Readonly<Record<string, string>> = { housekeeping: "delivery", "admin-api": "review" };
    for (const name of Object.keys(rights)) {
      const direct = of(name).filter(
        (statement) =>
          listOf(statement.Action).includes("kms:Decrypt") &&
          readable(resources, statement).includes("Sealed") &&
          !("kms:ViaService" in (statement.Condition?.StringEquals ?? {})),
      );
      const copy = copies[name];
      assert.equal(direct.length, name === "pickup-api" || copy !== undefined ? 1 : 0, name);
      if (copy === undefined) continue;
      assert.deepEqual(direct[0]?.Condition?.StringEquals, { "kms:EncryptionContext:recipientId": copy });
    }
  });

  it("lets inbound alone wrap a key for replay and the console alone unwrap it; housekeeping removes texts unread", () => {
    const [kept] = ofType(resources, "AWS::KMS::Key").find(([id]) => id.startsWith("KeysKept")) ?? [];
    assert.ok(kept);
    const uses = Object.keys(rights).flatMap((name) =>
      of(name)
        .filter(({ Resource }) => refersTo(Resource, kept))
        .map(({ Action, Condition }) => [name, Action, Condition?.StringEquals, Condition?.Null]),
    );
    const context = { "kms:EncryptionContext:recipientId": "replay" };
    const both = { "kms:EncryptionContext:messageId": "false", "kms:EncryptionContext:recipientId": "false" };
    assert.deepEqual(uses.sort(), [
      ["admin-api", "kms:Decrypt", context, both],
      ["inbound", "kms:Encrypt", context, both],
    ]);
    const onTexts = Object.keys(rights).flatMap((name) =>
      of(name)
        .filter(({ Resource }) => JSON.stringify(Resource).includes("/kept/*"))
        .map(({ Action }) => [name, Action]),
    );
    assert.deepEqual(onTexts.sort(), [
      ["admin-api", "s3:GetObject"],
      ["housekeeping", "s3:DeleteObject"],
      ["inbound", "s3:PutObject"],
    ]);
  });

  it("binds wrapping and unwrapping to one message and one recipient", () => {
    const [sealed] = ofType(resources, "AWS::KMS::Key").find(([id]) => id.startsWith("KeysSealed")) ?? [];
    assert.ok(sealed);
    for (const [name, action] of [
      ["inbound", "kms:Encrypt"],
      ["housekeeping", "kms:Encrypt"],
      ["pickup-api", "kms:Decrypt"],
    ] as const) {
      const conditions: readonly Statement["Condition"][] = of(name)
        .filter(({ Action, Resource }) => listOf(Action).includes(action) && refersTo(Resource, sealed))
        .map((statement) => statement.Condition)
        .filter((condition) => !("kms:ViaService" in (condition?.StringEquals ?? {})));
      const bound = {
        "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["messageId", "recipientId"] },
        Null: { "kms:EncryptionContext:messageId": "false", "kms:EncryptionContext:recipientId": "false" },
      };
      assert.deepEqual(conditions, [bound], name);
    }
  });

  it("lets functions use the mail key only through DynamoDB, SQS and S3", () => {
    for (const [name, statements] of Object.entries(rights))
      for (const statement of statements) {
        if (!readable(resources, statement).includes("Mail key")) continue;
        const services = JSON.stringify(statement.Condition?.StringEquals?.["kms:ViaService"]);
        assert.match(services ?? "", /"(dynamodb|sqs|s3)\."/, `${name}: ${statement.Sid}`);
      }
  });

  it("lets only inbound and housekeeping send mail, from our domains and through our two sets", () => {
    for (const name of Object.keys(rights)) {
      const sends = of(name).filter(({ Action }) =>
        listOf(Action).some((action) => String(action).startsWith("ses:Send")),
      );
      assert.equal(sends.length, ["inbound", "housekeeping"].includes(name) ? 1 : 0, name);
      for (const { Resource, Condition, Action } of sends) {
        assert.deepEqual(Action, ["ses:SendEmail", "ses:SendRawEmail"]);
        const text = JSON.stringify(Resource);
        for (const part of [":identity/gw.company.example", ":identity/company.example"])
          assert.ok(text.includes(part));
        for (const set of ["Sealgate-tls-require", "Sealgate-tls-optional"]) assert.ok(text.includes(set));
        const from = Condition?.StringLike?.["ses:FromAddress"];
        assert.deepEqual(from, [
          "*@gw.company.example",
          "*@*.gw.company.example",
          "*@company.example",
          "*@*.company.example",
        ]);
      }
    }
  });

  it("keeps the console away from raw mail and from sending, and lets it store and delete nothing sealed", () => {
    assert.deepEqual(on("admin-api", /^s3:/), [
      "s3:GetObject on Sealed bucket",
      "s3:ListBucket on Sealed bucket",
      "s3:GetObject on Sealed bucket",
    ]);
    assert.deepEqual(on("admin-api", /^ses:/), []);
  });

  it("keeps the pickup API away from raw mail, policies and sending", () => {
    assert.deepEqual(
      on("pickup-api", /^s3:/).filter((right) => right.includes("Mail")),
      [],
    );
    assert.deepEqual(on("pickup-api", /^ses:/), []);
    const directory = of("pickup-api").filter((statement) =>
      readable(resources, statement).includes("Directory table"),
    );
    assert.deepEqual(
      directory.map(({ Action, Condition }) => [Action, Condition]),
      [
        [
          "dynamodb:GetItem",
          {
            "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["STORED-SETTINGS"] },
            Null: { "dynamodb:LeadingKeys": "false" },
          },
        ],
      ],
    );
  });

  it("lets nobody who writes the directory change or remove an entry of the audit log", () => {
    for (const name of Object.keys(rights)) {
      const writes = of(name).filter((statement) => {
        const { actions, targets } = partsOf(resources, statement);
        return targets.includes("Directory table") && /:(Update|Delete)Item/.test(actions);
      });
      if (writes.length === 0) continue;
      const denied = writes.find(({ Effect }) => Effect === "Deny");
      assert.deepEqual(denied?.Action, ["dynamodb:DeleteItem", "dynamodb:UpdateItem"], name);
      assert.deepEqual(
        denied?.Condition,
        { "ForAnyValue:StringEquals": { "dynamodb:LeadingKeys": ["AUDIT", "AUDIT-ROOTS"] } },
        name,
      );
    }
  });

  it("lets inbound write sealed mail and wrapped keys but neither read nor delete them", () => {
    const sealed = on("inbound", /^s3:/).filter((right) => right.includes("Sealed"));
    assert.deepEqual(sealed, ["s3:PutObject on Sealed bucket", "s3:PutObject on Sealed bucket"]);
  });

  it("lets only provision touch the active rule set", () => {
    for (const name of Object.keys(rights))
      assert.equal(on(name, /ActiveReceiptRuleSet$/).length, name === "provision" ? 1 : 0, name);
  });

  it("lets each function write its own log only", () => {
    for (const { id, statements } of functions(resources)) {
      const logs = statements.filter(({ Action }) =>
        listOf(Action).some((action) => String(action).startsWith("logs:")),
      );
      assert.equal(logs.length, 1, id);
      const [group] = ofType(resources, "AWS::Logs::LogGroup").filter(([group]) => refersTo(logs[0]?.Resource, group));
      assert.ok(
        group && refersTo(functions(resources).find((f) => f.id === id)?.properties.LoggingConfig, group[0]),
        id,
      );
    }
  });
});
