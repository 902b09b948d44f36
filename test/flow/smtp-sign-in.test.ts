import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type AConsoleSession, aConsoleSession } from "../support/a-console-session.ts";
import { type AMailServer, aMailServer } from "../support/a-mail-server.ts";
import { type ASealgate, aSealgate } from "../support/a-sealgate.ts";
import { publishTls } from "../support/publish-tls.ts";
import { aDelivery } from "../unit/tls/a-policy.ts";

const mail = (subject: string) =>
  `From: anna@company.example\r\nTo: bob@partner.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@company.example>\r\n\r\nNothing special.\r\n`;

describe("a company's mail server that asks for a sign-in, end to end", () => {
  let server: AMailServer;
  let sealgate: ASealgate;
  let owner: AConsoleSession;
  before(async () => {
    server = await aMailServer();
    sealgate = await aSealgate({ settings: { smtpRoute: `smtp://localhost:${server.port}` } });
    owner = await aConsoleSession(sealgate);
    const policy = aDelivery({ id: "out", option: "enforced", route: "smtp", whenUnavailable: "mpc" });
    await publishTls(sealgate, { delivery: [policy] });
  });
  after(async () => {
    await sealgate?.close();
    await server?.close();
  });
  const save = (password: string) =>
    owner.ask("PUT", "api/smtp-access", { user: server.account.user, password, authority: server.certificate });
  const through = async (subject: string) => {
    const { message, recipients, timeline } = await sealgate.finished(await sealgate.send(mail(subject)));
    const shown = await owner.ask("GET", `api/messages/${message.messageId}`);
    return { recipient: recipients[0], events: timeline.map(({ event }) => event), shown: shown.recipients[0] };
  };

  it("takes mail from the gateway once an owner has saved its password; the dormant copy is destroyed", async () => {
    assert.equal((await save(server.account.password)).user, "gateway");
    const { recipient, events, shown } = await through("signed-in");
    assert.equal(recipient?.state, "delivered");
    assert.deepEqual([recipient?.wire?.version, recipient?.wire?.certificate], ["1.3", "trusted"]);
    assert.ok(events.includes("keys-destroyed"));
    assert.deepEqual([shown.promise, shown.wire.certificate], ["guaranteed", "trusted"]);
    assert.match(server.taken.at(-1) ?? "", /Subject: signed-in/);
    assert.ok(server.tries.every(({ encrypted }) => encrypted));
  });

  it("refuses a wrong password: the message is sealed instead, and tracking says why", async () => {
    server.account.password = "changed by its administrator";
    const { recipient, events } = await through("locked-out");
    assert.equal(recipient?.state, "sealed");
    assert.match(recipient?.answer ?? "", /^4\.7\.8 535 5\.7\.8 Who are you\?/);
    assert.ok(events.includes("failed"));
    assert.ok(await sealgate.mailTo("bob@partner.example", /encrypted message/));
    assert.doesNotMatch(server.taken.join(""), /locked-out/);
  });

  it("has its password in no log", () => {
    for (const name of ["inbound", "housekeeping", "console"])
      assert.doesNotMatch(sealgate.logOf(name), /a password only for tests/);
  });
});
