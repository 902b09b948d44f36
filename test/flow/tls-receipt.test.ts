import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { type ASealgate, aSealgate, gatewayDomain } from "../support/a-sealgate.ts";
import { publishTls } from "../support/publish-tls.ts";
import { aReceipt } from "../unit/tls/a-policy.ts";

const run = promisify(execFile);

const mail = (subject: string) =>
  `From: anna@company.example\r\nTo: bob@partner.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@company.example>\r\n\r\nNothing special.\r\n`;

/** Both ways of taking mail in pass the same tests. */
for (const ingress of ["receipt-rules", "mail-manager"] as const) {
  describe(`Secure Receipt by ${ingress}, end to end`, () => {
    let sealgate: ASealgate;
    /** As the company's mail server writes an outside recipient for this ingress. */
    const to = (address: string) =>
      ingress === "mail-manager" ? address : `${address.replace("@", "=")}@${gatewayDomain}`;

    before(async () => {
      sealgate = await aSealgate({ settings: { ingress } });
    });
    after(() => sealgate.close());

    const publish = (given: object) => publishTls(sealgate, given);
    const refused = (sending: Parameters<ASealgate["send"]>[1], subject: string) =>
      assert.rejects(sealgate.send(mail(subject), sending), (error: { responseCode?: number }) =>
        [530, 550].includes(error.responseCode ?? 0),
      );
    const first = async (messageId: string) => {
      const { recipients, message } = await sealgate.finished(messageId);
      return { ...(recipients[0] ?? assert.fail("no recipient")), message };
    };

    it("takes both plain mail and mail over TLS where no policy enforces it, and says what is known", async () => {
      for (const [subject, tls] of [
        ["plain", false],
        ["over-tls", true],
      ] as const) {
        const { state, receipt, message } = await first(
          await sealgate.send(mail(subject), { to: [to("bob@partner.example")], tls }),
        );
        assert.equal(state, "delivered");
        const known = ingress === "mail-manager" ? (tls ? "yes" : "no") : "unknown";
        assert.deepEqual([receipt?.tls, receipt?.policyId], [known, "built-in"]);
        assert.ok(message.helo);
        assert.equal(message.sourceIp, "127.0.0.1");
      }
    });

    it("refuses plain mail in the session where a policy enforces TLS for the recipient, and takes it over TLS", async () => {
      const appliesTo = [{ kind: "individual", address: "bob@partner.example" }];
      await publish({ receipt: [aReceipt({ id: "bob", option: "enforced", appliesTo })] });
      await refused({ to: [to("bob@partner.example")], tls: false }, "refused");
      const { state, receipt } = await first(
        await sealgate.send(mail("enforced"), { to: [to("bob@partner.example")] }),
      );
      assert.deepEqual([state, receipt?.tls, receipt?.policyId], ["delivered", "yes", "bob"]);
      const other = await first(await sealgate.send(mail("other"), { to: [to("eve@other.example")], tls: false }));
      assert.equal(other.state, "delivered");
    });

    it("shows swaks the refusal, and takes its mail over TLS", async () => {
      const swaks = (...more: string[]) =>
        run("swaks", [
          ...["--server", `127.0.0.1:${sealgate.place.smtpPort}`, "--from", "anna@company.example"],
          ...["--to", to("bob@partner.example"), "--header", sealgate.proof.trim()],
          ...more,
        ]);
      await assert.rejects(swaks(), ({ stdout }: { stdout: string }) => / (530|550) /.test(stdout));
      assert.match((await swaks("--tls")).stdout, /250 Ok /);
    });

    it("offers STARTTLS with TLS 1.3 and 1.2 and nothing older", async () => {
      const dial = (version: string) =>
        run("sh", [
          "-c",
          `echo QUIT | openssl s_client -starttls smtp -connect 127.0.0.1:${sealgate.place.smtpPort} ${version} 2>&1`,
        ]).then(({ stdout }) => stdout);
      assert.match(await dial("-tls1_3"), /Protocol *: TLSv1\.3|New, TLSv1\.3/);
      assert.match(await dial("-tls1_2"), /Protocol *: TLSv1\.2|New, TLSv1\.2/);
      const old = await run("sh", [
        "-c",
        `echo QUIT | openssl s_client -starttls smtp -connect 127.0.0.1:${sealgate.place.smtpPort} -tls1_1 2>&1 || true`,
      ]);
      assert.doesNotMatch(old.stdout, /New, TLSv1\.1/);
    });

    it("refuses plain mail to a whole domain in the session, where the ingress can name one", async () => {
      const appliesTo = [{ kind: "domain", domain: "bank.example", subdomains: true }];
      await publish({ receipt: [aReceipt({ id: "bank", option: "enforced", appliesTo })] });
      if (ingress === "receipt-rules") return;
      for (const address of ["clerk@bank.example", "clerk@branch.bank.example"]) {
        await refused({ to: [to(address)], tls: false }, "to-the-bank");
        const { state, receipt } = await first(await sealgate.send(mail("to-the-bank"), { to: [to(address)] }));
        assert.deepEqual([state, receipt?.tls, receipt?.policyId], ["delivered", "yes", "bank"]);
      }
      const other = await first(await sealgate.send(mail("elsewhere"), { to: [to("a@notbank.example")], tls: false }));
      assert.equal(other.state, "delivered");
    });

    it("requires TLS of everybody where the policies say so", async () => {
      await publish({ requireForAll: true });
      await refused({ to: [to("eve@other.example")], tls: false }, "all");
      const { state, receipt } = await first(await sealgate.send(mail("all-tls"), { to: [to("eve@other.example")] }));
      assert.deepEqual([state, receipt?.tls], ["delivered", "yes"]);
    });

    it("goes back to taking plain mail, and returns with 5.7.10 what only the function can judge", async () => {
      const fromAnna = [{ kind: "individual", address: "anna@company.example" }];
      const anna = aReceipt({ id: "anna", option: "enforced", appliesFrom: fromAnna });
      // Published past the console, which refuses it for receipt rules: there the function knows no TLS at all.
      await publish({ receipt: [anna] });
      const { state, answer, receipt } = await first(
        await sealgate.send(mail("returned"), { to: [to("bob@partner.example")], tls: false }),
      );
      assert.equal(state, "returned");
      assert.match(answer ?? "", /5\.7\.10/);
      assert.equal(receipt?.tls, ingress === "mail-manager" ? "no" : "unknown");
      const report = String(await sealgate.rawTo("anna@company.example", /returned|not delivered|could not/i));
      assert.match(report, /^Status: 5\.7\.10$/m);
      assert.equal((await sealgate.listed("bob@partner.example")).length, 4);
    });
  });
}
