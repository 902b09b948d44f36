import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type AConsoleSession, aConsoleSession } from "../support/a-console-session.ts";
import { type ASealgate, aSealgate, eventually } from "../support/a-sealgate.ts";
import { publishTls } from "../support/publish-tls.ts";
import { aDelivery, aReceipt } from "../unit/tls/a-policy.ts";

const to = "bob@partner.example";
const toBob = { appliesFrom: [{ kind: "everyone" }], appliesTo: [{ kind: "individual", address: to }] };

/** Sends a test mail as the console does, and answers what its page shows. */
async function tested(owner: AConsoleSession) {
  const { test } = await owner.ask("POST", "api/tls-test-mail", { to });
  const { messageId } = await eventually("the test mail", async () => {
    const progress = await owner.ask("GET", `api/tls-test-mail/${test}`);
    assert.notEqual(progress.state, "failed", progress.words);
    return progress.state === "arrived" && progress;
  });
  return eventually("its end", async () => {
    const message = await owner.ask("GET", `api/messages/${messageId}`);
    const [recipient] = message.recipients;
    return recipient !== undefined && recipient.state !== "pending" && recipient.state !== "sent" && message;
  });
}

describe("a test mail of the console, end to end", () => {
  describe("where receipt rules take the mail in", () => {
    let sealgate: ASealgate;
    let owner: AConsoleSession;
    before(async () => {
      sealgate = await aSealgate();
      owner = await aConsoleSession(sealgate);
    });
    after(() => sealgate?.close());

    it("comes in by SMTP at the gateway's own ingress, and its view says what the wire did", async () => {
      const { subject, sourceIp, helo, recipients } = await tested(owner);
      assert.deepEqual([subject, sourceIp, helo], ["TLS test", "127.0.0.1", "a8-1.smtp-out.amazonses.com"]);
      const [{ state, receipt, delivery, promise }] = recipients;
      assert.equal(state, "delivered");
      assert.deepEqual(
        [receipt.tls, receipt.proof, delivery.tls, promise],
        ["unknown", "none", "optional", "opportunistic"],
      );
      const mail = await sealgate.mailTo(to, /^TLS test$/);
      assert.match(mail.text, /An administrator of .* sends this mail/);
    });

    it("shows the rule that required TLS of it, and the way out that a policy wants", async () => {
      const receipt = [aReceipt({ id: "in", option: "enforced", ...toBob })];
      await publishTls(sealgate, { receipt, delivery: [aDelivery({ id: "out", option: "enforced", ...toBob })] });
      const [{ state, receipt: came, delivery, promise }] = (await tested(owner)).recipients;
      assert.equal(state, "delivered");
      assert.deepEqual([came.policyId, came.tls, came.proof, came.accepted], ["in", "yes", "rule", true]);
      assert.deepEqual([delivery.policyId, delivery.tls, promise], ["out", "require", "guaranteed"]);
    });
  });

  describe("where an endpoint of Mail Manager takes the mail in", () => {
    let sealgate: ASealgate;
    before(async () => {
      sealgate = await aSealgate({ settings: { ingress: "mail-manager" } });
    });
    after(() => sealgate?.close());

    it("says that nothing is known of the way in and why, and shows the way out", async () => {
      const { sourceIp, recipients } = await tested(await aConsoleSession(sealgate));
      const [{ state, receipt, promise }] = recipients;
      assert.deepEqual([state, sourceIp, receipt.tls, promise], ["delivered", "", "unknown", "opportunistic"]);
      assert.match(receipt.sentence, /lets in the company's own networks alone/);
    });
  });
});
