import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { KMSClient } from "@aws-sdk/client-kms";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { kmsModule } from "../../../local/kms/kms-service.ts";
import { DynamoSmtpAccess, rememberedAccess, smtpAccessPurpose } from "../../../src/aws/dynamodb-smtp-access.ts";
import { KmsSecret } from "../../../src/aws/kms-secret.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { allow, aRole } from "../../support/a-role.ts";
import { movableClock } from "../../support/administrators-in-memory.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";

const keyArn = { "Fn::GetAtt": ["Key", "Arn"] };
const forThis = {
  "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["purpose"] },
  StringEquals: { "kms:EncryptionContext:purpose": smtpAccessPurpose },
};

describe("access to the company's own mail server", () => {
  let kms: ACloud;
  let stores: SomeStores;
  before(async () => {
    kms = await aCloud({
      modules: [kmsModule],
      resources: {
        Key: { Type: "AWS::KMS::Key", Properties: {} },
        Console: aRole(allow("kms:Encrypt", keyArn, forThis)),
        Gateway: aRole(allow("kms:Decrypt", keyArn, forThis)),
      },
    });
    stores = await someStores();
  });
  after(async () => {
    await kms.close();
    await stores.close();
  });
  const as = (role: string, purpose = smtpAccessPurpose) => {
    const secret = new KmsSecret(new KMSClient(kms.client(role)), kms.ref("Key"), purpose);
    return new DynamoSmtpAccess(stores.client, stores.directory, secret);
  };
  const save = (user: string | null, password?: string) =>
    as("Console").save({ user, authority: "", at: "2026-11-23T10:00:00.000Z", ...(password && { password }) });

  it("is nobody's until somebody says so", async () => {
    assert.deepEqual(await as("Gateway").open(), { login: null, authority: "" });
    assert.deepEqual(await as("Console").shown(), { user: null, authority: "", changedAt: null });
    assert.equal(await save("gateway"), false, "a new user needs a password");
  });

  it("is written by the console and opened by the gateway, each of which cannot do the other", async () => {
    assert.equal(await save("gateway", "p1"), true);
    assert.deepEqual((await as("Gateway").open()).login, { user: "gateway", password: "p1" });
    await assert.rejects(as("Console").open(), { name: "AccessDeniedException" });
    const change = { user: "gateway", password: "p2", authority: "", at: "" };
    await assert.rejects(as("Gateway").save(change), { name: "AccessDeniedException" });
    await assert.rejects(as("Gateway", "another-purpose").open());
    assert.doesNotMatch(JSON.stringify(await as("Console").shown()), /p1/);
  });

  it("keeps the password in no item in clear, and for its own user alone", async () => {
    const key = { pk: "SETTINGS", sk: "SMTP-ACCESS" };
    const { Item } = await stores.client.send(new GetCommand({ TableName: stores.directory, Key: key }));
    assert.equal(Buffer.from(Item?.password).includes("p1"), false);
    assert.equal(await save("gateway"), true, "the one that is kept stays");
    assert.equal((await as("Gateway").open()).login?.password, "p1");
    assert.equal(await save("another"), false);
    assert.equal(await save(null), true);
    assert.equal((await as("Gateway").open()).login, null);
    assert.equal(await save("gateway"), false, "it was forgotten with its user");
  });

  it("is asked for once a minute, however much mail leaves", async () => {
    const clock = movableClock();
    let asked = 0;
    const current = rememberedAccess({ open: async () => ({ login: null, authority: String(++asked) }) }, clock);
    assert.deepEqual([(await current()).authority, (await current()).authority], ["1", "1"]);
    clock.move(61_000);
    assert.equal((await current()).authority, "2");
  });
});
