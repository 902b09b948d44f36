import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { smtpRoute } from "../../../src/aws/smtp-route.ts";
import { DeliveryBouncedError, type OutgoingMail, TlsUnavailableError } from "../../../src/gateway/delivery.ts";
import { type APostfix, aPostfix, withoutPostfix } from "../../support/a-postfix.ts";

const raw = Buffer.from("From: anna@company.example\r\nTo: bob@partner.example\r\nSubject: Hello\r\n\r\nHello\r\n");
const mail = (tls: OutgoingMail["tls"]): OutgoingMail => ({
  outboxId: "o-1",
  from: "anna@company.example",
  to: ["bob@partner.example"],
  raw,
  tls,
});
const demand = { envelopeFrom: "anna@company.example", minimumTls: "1.2", certificate: "any" } as const;

describe("the way out by the company's own mail server, a Postfix", { skip: withoutPostfix }, () => {
  let plain: APostfix;
  let twelve: APostfix;
  let thirteen: APostfix;
  before(async () => {
    [plain, twelve, thirteen] = await Promise.all([
      aPostfix(),
      aPostfix({ offers: "may", version: "TLSv1.2" }),
      aPostfix({ offers: "may", version: "TLSv1.3" }),
    ]);
  });
  after(() => Promise.all([plain, twelve, thirteen].map((one) => one.close())));
  const to = ({ port }: APostfix, ca?: string) =>
    smtpRoute({
      url: `smtp://localhost:${port}`,
      name: "gw.company.example",
      ...(ca && { access: async () => ({ login: null, authority: ca }) }),
    });

  it("tells the version, cipher and certificate that were seen", async () => {
    const { arrived } = await to(thirteen).send(mail("require"), demand);
    assert.deepEqual(arrived?.wire, {
      hop: "localhost",
      version: "1.3",
      cipher: "TLS_AES_256_GCM_SHA384",
      certificate: "untrusted",
    });
    assert.match(arrived.answer, /^250 2\.0\.0 Ok: queued/);
    const older = await to(twelve).send(mail("require"), demand);
    assert.equal(older.arrived?.wire.version, "1.2");
    await twelve.logged(/Anonymous TLS connection established from .*: TLSv1\.2/);
  });

  it("hands nothing over where TLS is required and not offered", async () => {
    await assert.rejects(to(plain).send(mail("require"), demand), TlsUnavailableError);
    assert.doesNotMatch(plain.log(), /queue active/);
  });

  it("hands over in clear where TLS is only welcome", async () => {
    const { arrived } = await to(plain).send(mail("optional"), demand);
    assert.equal(arrived?.wire.version, undefined);
  });

  it("holds out for TLS 1.3 where a policy does", async () => {
    const strict = { ...demand, minimumTls: "1.3" };
    await assert.rejects(to(twelve).send(mail("require"), strict), TlsUnavailableError);
    assert.equal((await to(thirteen).send(mail("require"), strict)).arrived?.wire.version, "1.3");
  });

  it("takes a self-signed certificate for no trusted one, and one that it knows for one", async () => {
    const trusted = { ...demand, certificate: "trusted" } as const;
    await assert.rejects(to(thirteen).send(mail("require"), trusted), TlsUnavailableError);
    const known = await to(thirteen, thirteen.certificate).send(mail("require"), trusted);
    assert.equal(known.arrived?.wire.certificate, "trusted");
  });

  it("keeps the null sender, and tells a refusal in the server's words", async () => {
    await to(thirteen).send(mail("require"), { ...demand, envelopeFrom: "" });
    await thirteen.logged(/from=<>, .*queue active/);
    const bad = { ...mail("require"), to: ["bob@"] };
    await assert.rejects(to(thirteen).send(bad, demand), DeliveryBouncedError);
  });

  it("does not take a server that is away for one without TLS", async () => {
    const away = smtpRoute({ url: "smtp://127.0.0.1:1", name: "gw.company.example" });
    await assert.rejects(away.send(mail("require"), demand), (error) => !(error instanceof TlsUnavailableError));
  });
});
