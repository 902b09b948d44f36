import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { smtpRoute } from "../../../src/aws/smtp-route.ts";
import { type OutgoingMail, SignInRefusedError, TlsUnavailableError } from "../../../src/gateway/delivery.ts";
import type { SmtpAccess } from "../../../src/gateway/smtp-access.ts";
import { type AMailServer, aMailServer } from "../../support/a-mail-server.ts";

const raw = Buffer.from("From: anna@company.example\r\nTo: bob@partner.example\r\nSubject: Hello\r\n\r\nHello\r\n");
const demand = { envelopeFrom: "anna@company.example", minimumTls: "1.2", certificate: "any" } as const;
const mail = (tls: OutgoingMail["tls"]): OutgoingMail => ({
  outboxId: "o-1",
  from: "anna@company.example",
  to: ["bob@partner.example"],
  raw,
  tls,
});

describe("signing in to the company's own mail server", () => {
  let server: AMailServer;
  let plain: AMailServer;
  before(async () => {
    [server, plain] = await Promise.all([aMailServer(), aMailServer({ offersTls: false })]);
  });
  after(() => Promise.all([server.close(), plain.close()]));
  beforeEach(() => {
    for (const { tries, taken } of [server, plain]) tries.length = taken.length = 0;
  });
  const as = ({ port, account, certificate }: AMailServer, given: Partial<SmtpAccess> = {}) =>
    smtpRoute({
      url: `smtp://localhost:${port}`,
      name: "gw.company.example",
      access: async () => ({ login: { ...account }, authority: certificate, ...given }),
    });

  it("hands mail over after it, over TLS", async () => {
    const { arrived } = await as(server).send(mail("require"), demand);
    assert.deepEqual(server.tries, [{ user: "gateway", encrypted: true }]);
    assert.deepEqual([arrived?.answer, arrived?.wire.certificate], ["250 2.0.0 Ok: queued", "trusted"]);
    assert.match(server.taken[0] ?? "", /Subject: Hello/);
  });

  it("asks for TLS even where mail may leave in clear: the password may not", async () => {
    await as(server).send(mail("optional"), demand);
    assert.deepEqual(server.tries, [{ user: "gateway", encrypted: true }]);
    await assert.rejects(as(plain).send(mail("optional"), demand), SignInRefusedError);
    await assert.rejects(as(plain).send(mail("require"), demand), TlsUnavailableError);
    assert.deepEqual([plain.tries, plain.taken], [[], []]);
  });

  it("tells no password to a server that nobody vouches for", async () => {
    const stranger = as(server, { authority: "" });
    await assert.rejects(stranger.send(mail("optional"), demand), SignInRefusedError);
    await assert.rejects(stranger.send(mail("require"), demand), TlsUnavailableError);
    assert.deepEqual([server.tries, server.taken], [[], []]);
  });

  it("tells of a refusal in the server's words, without the password", async () => {
    const login = { user: "gateway", password: "wrong horse" };
    await assert.rejects(as(server, { login }).send(mail("require"), demand), (error: Error) => {
      assert.ok(error instanceof SignInRefusedError);
      assert.match(error.message, /535 5\.7\.8 Who are you\?/);
      assert.doesNotMatch(JSON.stringify(error), /wrong horse/);
      return true;
    });
    assert.deepEqual(server.taken, []);
  });

  it("does not sign in where nobody is named", async () => {
    const { arrived } = await as(plain, { login: null })
      .send(mail("optional"), demand)
      .catch(() => ({ arrived: null }));
    assert.equal(arrived, null, "this server takes mail from nobody who is not signed in");
    assert.deepEqual(plain.tries, []);
  });
});
