import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { after, before, describe, it } from "node:test";
import {
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
  VerifyCommand,
} from "@aws-sdk/client-kms";
import { kmsModule } from "../../../local/kms/kms-service.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { allow, aRole } from "../../support/a-role.ts";

const arnOf = (logicalId: string) => ({ "Fn::GetAtt": [logicalId, "Arn"] });
const Message = Buffer.from("the root of a day");
const SigningAlgorithm = "ECDSA_SHA_256";

describe("signing keys of the local KMS", () => {
  let cloud: ACloud;
  let owner: KMSClient;
  before(async () => {
    cloud = await aCloud({
      modules: [kmsModule],
      resources: {
        Audit: { Type: "AWS::KMS::Key", Properties: { KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" } },
        Wrapping: { Type: "AWS::KMS::Key", Properties: { EnableKeyRotation: true } },
        Signer: aRole(allow("kms:Sign", arnOf("Audit"))),
        Reader: aRole(allow("kms:GetPublicKey", arnOf("Audit"))),
      },
    });
    owner = new KMSClient(cloud.client());
  });
  after(() => cloud.close());
  const audit = () => ({ KeyId: cloud.ref("Audit") });

  it("sign so that the public key alone verifies it, also after a restart", async () => {
    const {
      PublicKey = new Uint8Array(),
      KeyUsage,
      SigningAlgorithms,
    } = await owner.send(new GetPublicKeyCommand(audit()));
    assert.equal(KeyUsage, "SIGN_VERIFY");
    assert.deepEqual(SigningAlgorithms, [SigningAlgorithm]);
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: "der", type: "spki" });
    assert.equal(key.asymmetricKeyDetails?.namedCurve, "prime256v1");
    await cloud.restart();
    owner = new KMSClient(cloud.client());
    const { Signature = new Uint8Array() } = await owner.send(
      new SignCommand({ ...audit(), Message, SigningAlgorithm }),
    );
    assert.equal(verify("sha256", Message, key, Signature), true);
    assert.equal(verify("sha256", Buffer.from("another"), key, Signature), false);
  });

  it("verify a signature, and refuse a wrong one", async () => {
    const { Signature } = await owner.send(new SignCommand({ ...audit(), Message, SigningAlgorithm }));
    const right = await owner.send(new VerifyCommand({ ...audit(), Message, Signature, SigningAlgorithm }));
    assert.equal(right.SignatureValid, true);
    const wrong = new VerifyCommand({ ...audit(), Message: Buffer.from("another"), Signature, SigningAlgorithm });
    await assert.rejects(owner.send(wrong), { name: "KMSInvalidSignatureException" });
  });

  it("are told apart from keys that wrap", async () => {
    const { KeyMetadata } = await owner.send(new DescribeKeyCommand(audit()));
    assert.equal(KeyMetadata?.KeySpec, "ECC_NIST_P256");
    assert.equal(KeyMetadata?.KeyUsage, "SIGN_VERIFY");
    await assert.rejects(owner.send(new EncryptCommand({ ...audit(), Plaintext: Message })), {
      name: "InvalidKeyUsageException",
    });
    const wrapping = { KeyId: cloud.ref("Wrapping") };
    await assert.rejects(owner.send(new SignCommand({ ...wrapping, Message, SigningAlgorithm })), {
      name: "InvalidKeyUsageException",
    });
    const { CiphertextBlob } = await owner.send(new EncryptCommand({ ...wrapping, Plaintext: Message }));
    assert.ok((await owner.send(new DecryptCommand({ CiphertextBlob }))).Plaintext);
  });

  it("need the right for each use", async () => {
    const signer = new KMSClient(cloud.client("Signer"));
    const reader = new KMSClient(cloud.client("Reader"));
    assert.ok((await signer.send(new SignCommand({ ...audit(), Message, SigningAlgorithm }))).Signature);
    await assert.rejects(signer.send(new GetPublicKeyCommand(audit())), { name: "AccessDeniedException" });
    assert.ok((await reader.send(new GetPublicKeyCommand(audit()))).PublicKey);
    const denied = reader.send(new SignCommand({ ...audit(), Message, SigningAlgorithm }));
    await assert.rejects(denied, { name: "AccessDeniedException" });
  });

  it("do not sign a digest or by another algorithm", async () => {
    const digest = new SignCommand({ ...audit(), Message: Buffer.alloc(32), MessageType: "DIGEST", SigningAlgorithm });
    await assert.rejects(owner.send(digest), { name: "ValidationException" });
  });
});
