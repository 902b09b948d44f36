import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DisableKeyCommand, EnableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { localDeployment } from "../../local/core/cloud.ts";
import { type ASealgate, aSealgate, eventually, gatewayDomain } from "../support/a-sealgate.ts";

const bob = `bob=partner.example@${gatewayDomain}`;
const mail = (subject: string, body: string) =>
  `From: anna@company.example\r\nTo: bob@partner.example\r\nSubject: ${subject}\r\n\r\n${body}\r\n`;

describe("the sealing key cannot be used", () => {
  let sealgate: ASealgate;
  let messageId: string;
  let passed = 0;
  const kms = () =>
    new KMSClient({
      endpoint: sealgate.cloud.url,
      region: localDeployment.region,
      credentials: sealgate.cloud.keys.owner,
    });
  const sealedKey = () => sealgate.place.variables.SEALED_KEY_ARN;
  before(async () => {
    sealgate = await aSealgate({ now: () => new Date(Date.now() + passed) });
    await sealgate.mailTo("admin@company.example");
    await kms().send(new DisableKeyCommand({ KeyId: sealedKey() }));
  });
  after(() => sealgate.close());

  /** Time goes by: the lease of the run that failed ends, and the queue shows its notification again. */
  const letLeaseEnd = async () => {
    await sealgate.tables.send(
      new UpdateCommand({
        TableName: sealgate.place.variables.LEDGER_TABLE,
        Key: { pk: `M#${messageId}`, sk: "M" },
        UpdateExpression: "SET leaseUntil = :past",
        ExpressionAttributeValues: { ":past": new Date(0).toISOString() },
      }),
    );
    passed += 100_000;
  };
  const failures = () => sealgate.logOf("inbound").match(/"event":"record-failed".*"(KMS|Disabled)\w*/g)?.length ?? 0;

  it("sends nothing, keeps the mail, and tries again", async () => {
    messageId = await sealgate.send(mail("Card", "Card 4111 1111 1111 1111"), { to: [bob] });
    await eventually("the first failure", async () => failures() === 1);
    await letLeaseEnd();
    // Anything new makes the poller look again.
    const clear = await sealgate.send(mail("Clear", "nothing"), { to: [bob] });
    await eventually("the second failure", async () => failures() === 2);
    assert.equal((await sealgate.finished(clear)).recipients[0]?.state, "delivered", "clear mail goes on");
    assert.deepEqual(
      (await sealgate.listed("@partner.example")).map(({ subject }) => subject),
      ["Clear"],
    );
    assert.deepEqual(await sealgate.listed("anna@company.example"), []);
    assert.deepEqual(await sealgate.storedMail(), [`in/${messageId}`]);
    const { message, recipients } = await sealgate.tracked((detail) => detail.message.messageId === messageId);
    assert.deepEqual([message.state, recipients[0]?.state], ["received", "pending"]);
  });

  it("seals it once the key is back", async () => {
    await kms().send(new EnableKeyCommand({ KeyId: sealedKey() }));
    await letLeaseEnd();
    await sealgate.send(mail("Clear again", "nothing"), { to: [bob] });
    assert.equal((await sealgate.finished(messageId)).recipients[0]?.state, "sealed");
    const notice = await sealgate.mailTo("bob@partner.example", /sent you an encrypted message/);
    assert.equal(String(await sealgate.rawOf(notice.id)).includes("4111"), false);
    assert.ok(!(await sealgate.storedMail()).includes(`in/${messageId}`));
  });
});
