import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DecryptCommand, DisableKeyCommand, EncryptCommand, KMSClient } from "@aws-sdk/client-kms";
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { localDeployment } from "../../local/core/cloud.ts";
import { variableOf } from "../../local/welcome.ts";
import { DynamoStoredSettings } from "../../src/aws/dynamodb-stored-settings.ts";
import { type ASealgate, aSealgate, eventually } from "../support/a-sealgate.ts";

const mail = (subject: string, body: string) =>
  `From: anna@company.example\r\nTo: bob@partner.example\r\nSubject: ${subject}\r\n\r\n${body}\r\n`;
const card = "card 4111 1111 1111 1111";

describe("texts that are kept for replay, in the whole gateway", () => {
  let sealgate: ASealgate;
  let keptKey = "";
  before(async () => {
    sealgate = await aSealgate();
    keptKey = variableOf(sealgate.cloud.resources, "KEPT_KEY_ARN");
    const stored = new DynamoStoredSettings(sealgate.tables, sealgate.place.variables.DIRECTORY_TABLE);
    const { version, settings } = await stored.current();
    const change = { basedOn: version, settings: { ...settings, keepTextDays: 7 }, by: "s-test", at: new Date() };
    assert.ok(await stored.save(change));
  });
  after(() => sealgate.close());

  const as = (name: string) => {
    const owner = sealgate.cloud.keys.owner;
    const found = sealgate.cloud.resources.find(
      ({ type, properties }) => type === "AWS::Lambda::Function" && properties.Handler === `${name}.handler`,
    );
    assert.ok(name === "owner" || found, name);
    const credentials =
      name === "owner" ? owner : sealgate.cloud.keys.forRole(String(found?.properties.Role), `test-${name}`);
    const config = { endpoint: sealgate.cloud.url, region: localDeployment.region, credentials };
    return { s3: new S3Client({ ...config, forcePathStyle: true }), kms: new KMSClient(config) };
  };
  const may = async (call: Promise<unknown>) => {
    try {
      await call;
      return true;
    } catch (error) {
      assert.match(String(error), /AccessDenied/);
      return false;
    }
  };
  const stateOf = async (id: string) =>
    (await sealgate.tracked(({ message, recipients: [one] }) => message.messageId === id && one?.state !== "pending"))
      .recipients[0]?.state;

  it("are stored sealed, of mail that left in clear and of mail that was sealed", async () => {
    const [clear, sealed] = [
      await sealgate.send(mail("Clear", "the heron")),
      await sealgate.send(mail("Sealed", `the falcon ${card}`)),
    ];
    assert.deepEqual([await stateOf(sealed), /sent|delivered/.test((await stateOf(clear)) ?? "")], ["sealed", true]);
    const keys = await sealgate.keptTexts();
    assert.deepEqual(keys.map((key) => key.slice(key.lastIndexOf("/") + 1)).sort(), [clear, sealed].sort());
    for (const Key of keys) {
      const { Body } = await as("owner").s3.send(
        new GetObjectCommand({ Bucket: sealgate.place.variables.SEALED_BUCKET, Key }),
      );
      assert.doesNotMatch(String(await Body?.transformToString("latin1")), /heron|falcon|4111/);
    }
  });

  it("are written by the inbound function, opened by the console and deleted by housekeeping, each alone", async () => {
    const Bucket = sealgate.place.variables.SEALED_BUCKET;
    const Key = "kept/2026-01-01T00/probe";
    const EncryptionContext = { messageId: "probe", recipientId: "replay" };
    const wrap = (context: Record<string, string>) =>
      new EncryptCommand({ KeyId: keptKey, Plaintext: Buffer.from("key"), EncryptionContext: context });
    const { CiphertextBlob } = await as("owner").kms.send(wrap(EncryptionContext));
    const unwrap = new DecryptCommand({ KeyId: keptKey, CiphertextBlob, EncryptionContext });
    const rights: Record<string, readonly boolean[]> = {};
    for (const name of ["inbound", "admin-api", "housekeeping", "pickup-api", "delivery-events"]) {
      const { s3, kms } = as(name);
      rights[name] = [
        await may(s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }))),
        await may(kms.send(wrap(EncryptionContext))),
        await may(kms.send(wrap({ ...EncryptionContext, recipientId: "somebody" }))),
        await may(s3.send(new GetObjectCommand({ Bucket, Key }))),
        await may(kms.send(unwrap)),
        await may(s3.send(new DeleteObjectCommand({ Bucket, Key: `${Key}-other` }))),
      ];
    }
    assert.deepEqual(rights, {
      inbound: [true, true, false, false, false, false],
      "admin-api": [false, false, false, true, true, false],
      housekeeping: [false, false, false, false, false, true],
      "pickup-api": [false, false, false, false, false, false],
      "delivery-events": [false, false, false, false, false, false],
    });
    await as("owner").s3.send(new DeleteObjectCommand({ Bucket, Key }));
  });

  it("stop no mail when their key cannot be used: sealed is sealed, clear is clear, and the log says so by code", async () => {
    await as("owner").kms.send(new DisableKeyCommand({ KeyId: keptKey }));
    const before = await sealgate.keptTexts();
    const [clear, sealed] = [
      await sealgate.send(mail("Clear again", "the heron")),
      await sealgate.send(mail("Sealed again", `the falcon ${card}`)),
    ];
    assert.deepEqual([await stateOf(sealed), /sent|delivered/.test((await stateOf(clear)) ?? "")], ["sealed", true]);
    assert.deepEqual(await sealgate.keptTexts(), before);
    await eventually("the log", async () => {
      const lines = sealgate.logOf("inbound").match(/"event":"text-not-kept".*/g) ?? [];
      return [clear, sealed].every((id) => lines.some((line) => line.includes(id) && /KMS|Disabled/.test(line)));
    });
    assert.doesNotMatch(sealgate.logOf("inbound"), /heron|falcon|4111/);
  });
});
