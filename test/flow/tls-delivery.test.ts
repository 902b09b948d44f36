import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type APostfix, aPostfix, withoutPostfix } from "../support/a-postfix.ts";
import { type ASealgate, aSealgate, gatewayDomain } from "../support/a-sealgate.ts";
import { publishTls } from "../support/publish-tls.ts";
import { aDelivery, aReceipt } from "../unit/tls/a-policy.ts";

const mail = (subject: string) =>
  `From: anna@company.example\r\nTo: bob@partner.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@company.example>\r\n\r\nNothing special.\r\n`;
const bob = `bob=partner.example@${gatewayDomain}`;
const enforced = (given: object = {}) => aDelivery({ id: "out", option: "enforced", ...given });

/** What the gateway does with a partner's server, by what that server offers. */
describe("Secure Delivery to real Postfix servers, end to end", { skip: withoutPostfix }, () => {
  for (const offers of ["none", "may"] as const) {
    describe(
      offers === "none" ? "to a server without TLS" : "to a server with TLS and a self-signed certificate",
      () => {
        let partner: APostfix;
        let sealgate: ASealgate;
        before(async () => {
          partner = await aPostfix({ offers });
          const settings = { smtpRoute: `smtp://127.0.0.1:${partner.port}` };
          sealgate = await aSealgate({ relay: `smtp://127.0.0.1:${partner.port}`, settings });
        });
        after(async () => {
          await sealgate.close();
          await partner.close();
        });
        const hasTls = offers === "may";
        const through = async (subject: string, delivery: readonly object[]) => {
          await publishTls(sealgate, { delivery });
          const { recipients, timeline } = await sealgate.finished(await sealgate.send(mail(subject), { to: [bob] }));
          const [recipient] = recipients;
          return { ...(recipient ?? assert.fail("no recipient")), events: timeline.map(({ event }) => event) };
        };

        it("delivers where TLS is only welcome, over it where it is offered", async () => {
          const { state, delivery } = await through("welcome", []);
          assert.deepEqual([state, delivery?.tls, delivery?.policyId], ["delivered", "optional", "built-in"]);
          await partner.logged(/to=<bob@partner\.example>.*status=sent/);
          assert.equal(/TLS connection established/.test(partner.log()), hasTls);
        });

        it("returns what must leave over TLS and cannot, and delivers it where it can", async () => {
          const { state, answer, delivery } = await through("return", [enforced({ whenUnavailable: "return" })]);
          assert.equal(delivery?.tls, "require");
          assert.equal(state, hasTls ? "delivered" : "bounced");
          if (hasTls) return;
          assert.match(answer ?? "", /TLS/);
          const report = String(await sealgate.rawTo("anna@company.example", /./));
          assert.match(report, /^Status: 5\.7\.10$/m);
        });

        it("seals what cannot leave over TLS, tells the recipient, and destroys the copy where it could", async () => {
          const { state, events } = await through("mpc", [enforced({ whenUnavailable: "mpc" })]);
          assert.equal(state, hasTls ? "delivered" : "sealed");
          assert.equal(events.includes("tls-failed"), !hasTls);
          assert.equal(events.includes("keys-destroyed"), hasTls);
          if (!hasTls) assert.ok(await sealgate.mailTo("bob@partner.example", /encrypted message|secure/i));
        });

        it("leaves by the company's own mail server, and the view states what the wire did", async () => {
          const { state, wire } = await through("smtp", [enforced({ route: "smtp", whenUnavailable: "mpc" })]);
          assert.equal(state, hasTls ? "delivered" : "sealed");
          if (!hasTls) return;
          assert.deepEqual([wire?.version, wire?.certificate], ["1.3", "untrusted"]);
          assert.match(partner.log(), /TLSv1\.3 with cipher TLS_AES_256_GCM_SHA384/);
        });

        it("trusts no certificate that nobody vouches for", async () => {
          const strict = enforced({ route: "smtp", certificate: "trusted", whenUnavailable: "mpc" });
          const { state } = await through("trusted", [strict]);
          assert.equal(state, "sealed");
        });
      },
    );
  }
});

describe("Secure Delivery to a Postfix that speaks TLS 1.2 at most, end to end", { skip: withoutPostfix }, () => {
  let partner: APostfix;
  let sealgate: ASealgate;
  before(async () => {
    partner = await aPostfix({ offers: "encrypt", version: "TLSv1.2" });
    sealgate = await aSealgate({ settings: { smtpRoute: `smtp://127.0.0.1:${partner.port}` } });
  });
  after(async () => {
    await sealgate?.close();
    await partner?.close();
  });

  for (const [minimumTls, state] of [
    ["1.2", "delivered"],
    ["1.3", "sealed"],
  ] as const) {
    it(`is ${state} where TLS ${minimumTls} is the least`, async () => {
      await publishTls(sealgate, { delivery: [enforced({ route: "smtp", minimumTls, whenUnavailable: "mpc" })] });
      const { recipients } = await sealgate.finished(await sealgate.send(mail(`least-${minimumTls}`), { to: [bob] }));
      const [recipient] = recipients;
      assert.deepEqual([recipient?.state, recipient?.wire?.version], [state, minimumTls === "1.2" ? "1.2" : undefined]);
      assert.equal(recipient?.delivery?.minimumTls, minimumTls);
      await partner.logged(/TLSv1\.2 with cipher|SSL_accept error|lost connection|unsupported protocol/);
    });
  }
});

describe("Secure Receipt from a real Postfix as the company's server, end to end", { skip: withoutPostfix }, () => {
  let sealgate: ASealgate;
  before(async () => {
    sealgate = await aSealgate({ settings: { ingress: "mail-manager" } });
    await publishTls(sealgate, {
      receipt: [
        aReceipt({
          id: "bob",
          option: "enforced",
          appliesTo: [{ kind: "individual", address: "bob@partner.example" }],
        }),
        aReceipt({
          id: "modern",
          option: "enforced",
          minimumTls: "1.3",
          appliesTo: [{ kind: "individual", address: "eve@partner.example" }],
        }),
      ],
    });
  });
  after(() => sealgate.close());

  /** Hands a mail to a Postfix that relays it to the gateway. */
  const by = (postfix: APostfix, recipient: string, subject: string) =>
    sealgate.submit(postfix.port, mail(subject), { to: [recipient], tls: false });

  for (const [what, tls, version, recipient, arrives] of [
    ["in clear", "none", undefined, "bob@partner.example", false],
    ["over TLS 1.2", "encrypt", "TLSv1.2", "bob@partner.example", true],
    ["over TLS 1.3", "encrypt", "TLSv1.3", "bob@partner.example", true],
    ["over TLS 1.2 where 1.3 is asked for", "encrypt", "TLSv1.2", "eve@partner.example", false],
    ["over TLS 1.3 where it is asked for", "encrypt", "TLSv1.3", "eve@partner.example", true],
  ] as const) {
    it(`${arrives ? "takes" : "refuses"} what comes ${what}`, async () => {
      const postfix = await aPostfix({ relay: { port: sealgate.place.smtpPort, tls }, ...(version && { version }) });
      try {
        const subject = what.replaceAll(/[^a-z0-9]/g, "-");
        await by(postfix, recipient, subject);
        const [, status = ""] = /status=(\w+)/.exec(await postfix.logged(/to=<.*status=\w+/)) ?? [];
        assert.equal(status, arrives ? "sent" : "bounced");
        if (!arrives) return;
        const { recipients } = await sealgate.tracked(
          ({ message, recipients: [one] }) => message.subject === subject && one?.state === "delivered",
        );
        assert.deepEqual([recipients[0]?.receipt?.tls, recipients[0]?.receipt?.accepted], ["yes", true]);
      } finally {
        await postfix.close();
      }
    });
  }
});
