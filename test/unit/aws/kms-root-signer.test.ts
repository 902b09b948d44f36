import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { KMSClient } from "@aws-sdk/client-kms";
import { kmsModule } from "../../../local/kms/kms-service.ts";
import { createAuditLog } from "../../../src/audit/audit-log.ts";
import { signedBytesOf } from "../../../src/audit/entry.ts";
import { signRoot } from "../../../src/audit/sign-root.ts";
import { DynamoAuditRoots } from "../../../src/aws/dynamodb-audit-roots.ts";
import { DynamoAuditStore } from "../../../src/aws/dynamodb-audit-store.ts";
import { KmsRootSigner } from "../../../src/aws/kms-root-signer.ts";
import { type ACloud, aCloud } from "../../support/a-cloud.ts";
import { movableClock } from "../../support/administrators-in-memory.ts";
import { type SomeStores, someStores } from "../../support/some-stores.ts";

const day = 24 * 3_600_000;

describe("the audit log's end of a day, signed by KMS", () => {
  let kms: ACloud;
  let stores: SomeStores;
  before(async () => {
    const Properties = { KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" };
    kms = await aCloud({ modules: [kmsModule], resources: { Audit: { Type: "AWS::KMS::Key", Properties } } });
    stores = await someStores();
  });
  after(async () => {
    await kms.close();
    await stores.close();
  });

  it("is kept once a day, by whichever of two runs comes first, and verifies by the public key alone", async () => {
    const clock = movableClock();
    const store = new DynamoAuditStore(stores.client, stores.directory);
    const roots = new DynamoAuditRoots(stores.client, stores.directory);
    const signer = new KmsRootSigner(new KMSClient(kms.client()), kms.ref("Audit"));
    const log = createAuditLog(store, clock, async () => undefined);
    const ports = { auditEnd: store, roots, signer };
    assert.equal(await signRoot(ports, clock), null, "nothing was entered yet");
    await log.record({ by: "s-1", from: "", action: "test.one", object: "1" });
    const both = await Promise.all([signRoot(ports, clock), signRoot(ports, clock)]);
    assert.equal(both.filter((root) => root !== null).length, 1);
    clock.move(day);
    const second = await log.record({ by: "s-1", from: "", action: "test.two", object: "2" });
    await signRoot(ports, clock);
    const listed = await roots.list();
    assert.deepEqual(
      listed.map(({ day: on, seq }) => [on, seq]),
      [
        ["2026-11-22", 1],
        ["2026-11-23", 2],
      ],
    );
    assert.equal(listed[1]?.hash, second.hash);
    const key = createPublicKey({ key: Buffer.from(await signer.publicKey()), format: "der", type: "spki" });
    for (const root of listed)
      assert.ok(verify("sha256", signedBytesOf(root), key, Buffer.from(root.signature, "base64")));
  });
});
