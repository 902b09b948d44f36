import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import {
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  KMSClient,
} from "@aws-sdk/client-kms";
import { kmsModule, operations } from "../../../local/kms/kms-service.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";

const Plaintext = Buffer.from("a content key");
const EncryptionContext = { messageId: "m1", recipientId: "r1" };

describe("the local KMS", () => {
  let cloud: ACloud;
  let client: KMSClient;
  const sent = new Set<string>();

  const connect = (): KMSClient => {
    const made = new KMSClient(cloud.client());
    made.middlewareStack.add(
      (next, context) => (args) => {
        sent.add(String(context.commandName).replace(/Command$/, ""));
        return next(args);
      },
      { step: "initialize" },
    );
    return made;
  };

  const encrypt = async (KeyId = cloud.ref("Key"), context: Record<string, string> = EncryptionContext) => {
    const { CiphertextBlob } = await client.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext: context }));
    return CiphertextBlob ?? new Uint8Array();
  };

  before(async () => {
    cloud = await aCloud({
      modules: [kmsModule],
      resources: {
        Key: { Type: "AWS::KMS::Key", Properties: { Description: "mail", EnableKeyRotation: true } },
        Other: { Type: "AWS::KMS::Key", Properties: {} },
        Off: { Type: "AWS::KMS::Key", Properties: { Enabled: false } },
        Doomed: { Type: "AWS::KMS::Key", Properties: {} },
        Alias: {
          Type: "AWS::KMS::Alias",
          Properties: { AliasName: "alias/sealgate-mail", TargetKeyId: { "Fn::GetAtt": ["Key", "Arn"] } },
        },
      },
    });
    client = connect();
  });
  after(() => cloud.close());

  it("opens what it encrypted, under the same context in any order", async () => {
    const CiphertextBlob = await encrypt();
    const { Plaintext: opened, KeyId } = await client.send(
      new DecryptCommand({ CiphertextBlob, EncryptionContext: { recipientId: "r1", messageId: "m1" } }),
    );
    assert.deepEqual(Buffer.from(opened ?? []), Plaintext);
    assert.equal(KeyId, `arn:aws:kms:us-east-1:111122223333:key/${cloud.ref("Key")}`);
  });

  it("makes another ciphertext each time", async () => {
    assert.notDeepEqual(await encrypt(), await encrypt());
  });

  for (const [how, context] of [
    ["another value", { messageId: "m1", recipientId: "r2" }],
    ["a pair missing", { messageId: "m1" }],
    ["a pair too many", { ...EncryptionContext, more: "x" }],
    ["no context", undefined],
  ] as const) {
    it(`refuses a context with ${how}`, async () => {
      const command = new DecryptCommand({ CiphertextBlob: await encrypt(), EncryptionContext: context });
      await assert.rejects(client.send(command), { name: "InvalidCiphertextException" });
    });
  }

  it("refuses a ciphertext with any bit turned", async () => {
    const good = Buffer.from(await encrypt());
    for (let at = 0; at < good.length; at++) {
      const CiphertextBlob = Buffer.from(good);
      CiphertextBlob[at] = (CiphertextBlob[at] ?? 0) ^ 1;
      await assert.rejects(client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext })), {
        name: "InvalidCiphertextException",
      });
    }
  });

  it("refuses a shortened ciphertext and bytes that never were one", async () => {
    for (const CiphertextBlob of [(await encrypt()).slice(0, -1), randomBytes(80), randomBytes(1)]) {
      await assert.rejects(client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext })), {
        name: "InvalidCiphertextException",
      });
    }
  });

  it("refuses a ciphertext of another key than the one named", async () => {
    const command = new DecryptCommand({
      CiphertextBlob: await encrypt(),
      EncryptionContext,
      KeyId: cloud.ref("Other"),
    });
    await assert.rejects(client.send(command), { name: "IncorrectKeyException" });
  });

  it("knows a key by id, ARN, alias and alias ARN", async () => {
    const account = "arn:aws:kms:us-east-1:111122223333";
    const id = cloud.ref("Key");
    for (const KeyId of [id, `${account}:key/${id}`, "alias/sealgate-mail", `${account}:alias/sealgate-mail`]) {
      const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
      assert.equal(KeyMetadata?.KeyId, id);
      assert.equal(KeyMetadata.KeyState, "Enabled");
      assert.equal(KeyMetadata.Description, "mail");
    }
  });

  it("does not know a key of another name, account or region", async () => {
    const id = cloud.ref("Key");
    const elsewhere = [`arn:aws:kms:us-east-1:999999999999:key/${id}`, `arn:aws:kms:eu-west-1:111122223333:key/${id}`];
    for (const KeyId of ["alias/none", "00000000-0000-4000-8000-000000000000", ...elsewhere]) {
      await assert.rejects(client.send(new EncryptCommand({ KeyId, Plaintext })), { name: "NotFoundException" });
    }
  });

  it("encrypts 4,096 bytes and refuses one more, or none", async () => {
    const KeyId = cloud.ref("Key");
    const { CiphertextBlob } = await client.send(new EncryptCommand({ KeyId, Plaintext: randomBytes(4096) }));
    assert.equal((await client.send(new DecryptCommand({ CiphertextBlob }))).Plaintext?.length, 4096);
    for (const size of [0, 4097]) {
      const command = new EncryptCommand({ KeyId, Plaintext: randomBytes(size) });
      await assert.rejects(client.send(command), { name: "ValidationException", message: /'plaintext'/ });
    }
  });

  it("makes data keys that it can open again", async () => {
    const KeyId = "alias/sealgate-mail";
    for (const [size, length] of [
      [{ KeySpec: "AES_256" as const }, 32],
      [{ KeySpec: "AES_128" as const }, 16],
      [{ NumberOfBytes: 64 }, 64],
    ] as const) {
      const made = await client.send(new GenerateDataKeyCommand({ KeyId, EncryptionContext, ...size }));
      assert.equal(made.Plaintext?.length, length);
      const { CiphertextBlob } = made;
      const opened = await client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId }));
      assert.deepEqual(opened.Plaintext, made.Plaintext);
    }
  });

  it("refuses a data key of no size or of two", async () => {
    for (const size of [{}, { KeySpec: "AES_256" as const, NumberOfBytes: 32 }, { NumberOfBytes: 1025 }]) {
      const command = new GenerateDataKeyCommand({ KeyId: cloud.ref("Key"), ...size });
      await assert.rejects(client.send(command), { name: "ValidationException" });
    }
  });

  it("refuses to use a disabled key until it is enabled again, also after a restart", async () => {
    const KeyId = cloud.ref("Other");
    const CiphertextBlob = await encrypt(KeyId, {});
    await client.send(new DisableKeyCommand({ KeyId }));
    await cloud.restart();
    client = connect();
    const message = `arn:aws:kms:us-east-1:111122223333:key/${KeyId} is disabled.`;
    for (const command of [
      new DecryptCommand({ CiphertextBlob }),
      new EncryptCommand({ KeyId, Plaintext }),
      new GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256" }),
    ])
      await assert.rejects(client.send(command as DecryptCommand), { name: "DisabledException", message });
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
    assert.equal(KeyMetadata?.KeyState, "Disabled");
    await client.send(new EnableKeyCommand({ KeyId }));
    assert.equal((await client.send(new DecryptCommand({ CiphertextBlob }))).Plaintext?.length, Plaintext.length);
  });

  it("keeps a key disabled that the template disables", async () => {
    await assert.rejects(encrypt(cloud.ref("Off")), { name: "DisabledException" });
  });

  it("keeps its keys across a restart, readable by their owner only", async () => {
    const CiphertextBlob = await encrypt();
    await cloud.restart();
    client = connect();
    const opened = await client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    assert.deepEqual(Buffer.from(opened.Plaintext ?? []), Plaintext);
    const folder = join(cloud.folder, "state", "kms");
    const files = readdirSync(folder).filter((name) => name.endsWith(".key"));
    assert.equal(files.length, 4);
    for (const file of files) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600);
  });

  it("opens nothing any more once a key's file is deleted, and makes no new one in its place", async () => {
    const KeyId = cloud.ref("Doomed");
    const CiphertextBlob = await encrypt(KeyId);
    rmSync(join(cloud.folder, "state", "kms", `${KeyId}.key`));
    const open = () => client.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
    await assert.rejects(open(), { name: "KMSInvalidStateException" });
    await cloud.restart();
    client = connect();
    await assert.rejects(open(), { name: "KMSInvalidStateException" });
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
    assert.equal(KeyMetadata?.KeyState, "Unavailable");
  });

  it("names an operation that it does not have", async () => {
    const command = new GenerateMacCommand({ KeyId: "x", Message: Plaintext, MacAlgorithm: "HMAC_SHA_256" });
    await assert.rejects(client.send(command), { name: "UnknownOperationException", message: /GenerateMac/ });
  });

  it("refuses a field that it does not read", async () => {
    const command = new EncryptCommand({ KeyId: cloud.ref("Key"), Plaintext, DryRun: true });
    await assert.rejects(client.send(command), { name: "ValidationException", message: /DryRun/ });
  });

  it("refuses a wrong secret", async () => {
    const settings = cloud.client();
    const thief = new KMSClient({ ...settings, credentials: { ...settings.credentials, secretAccessKey: "guess" } });
    await assert.rejects(thief.send(new EncryptCommand({ KeyId: cloud.ref("Key"), Plaintext })), {
      name: "InvalidSignatureException",
    });
  });

  it("had every operation it lists exercised above, or in signing.test.ts", () => {
    assert.deepEqual(
      operations.filter((name) => !sent.has(name)),
      ["Sign", "Verify", "GetPublicKey"],
    );
  });
});
