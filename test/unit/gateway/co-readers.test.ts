import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { simpleParser } from "mailparser";
import { activate } from "../../../src/accounts/activate.ts";
import { inviteCoReader } from "../../../src/accounts/invite-co-reader.ts";
import { accountChanged } from "../../../src/gateway/effects/account-changed.ts";
import { coReaderInvited } from "../../../src/gateway/effects/co-reader-invited.ts";
import { reply } from "../../../src/gateway/effects/reply.ts";
import { resetPassword } from "../../../src/gateway/effects/reset-password.ts";
import { sealedLetterId } from "../../../src/gateway/seal-reply.ts";
import { sendLetter } from "../../../src/pickup/letters/send-letter.ts";
import { type AGateway, aGateway, gatewayDomain } from "../../support/a-gateway.ts";
import { inMemoryAccounts } from "../accounts/in-memory-accounts.ts";
import { inMemoryCoReaders } from "../accounts/in-memory-co-readers.ts";
import { aDeposit, aView, inMemoryMailbox } from "../pickup/in-memory-mailbox.ts";

const mailbox = "info@partner.example";
const reader = "anna@partner.example";
const taken = { id: "j_1", attempts: 1, repeated: false };

describe("co-readers of a shared mailbox", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
  });
  after(() => gateway.close());
  const lastMail = async () => simpleParser(gateway.sent.at(-1)?.raw ?? "");
  const secretIn = (text: string | undefined) => /Activation password: (\S+)/.exec(text ?? "")?.[1] ?? "";
  const tokenIn = (text: string | undefined) => /\/mpc\/a\/([\w-]+)/.exec(text ?? "")?.[1] ?? "";

  it("get the way to an account of their own, over required TLS, and only a link once they have one", async () => {
    const effect = { kind: "co-reader-invited", mailbox, reader } as const;
    await coReaderInvited.carryOut(gateway.ports, effect, taken);
    assert.deepEqual([gateway.sent.at(-1)?.to, gateway.sent.at(-1)?.tls], [[reader], "require"]);
    const { text, subject } = await lastMail();
    assert.equal(subject, `You can now read the encrypted messages for ${mailbox}`);
    const typed = {
      token: tokenIn(text),
      activationPassword: secretIn(text),
      name: "Anna",
      password: "violet tractor hums",
      source: "192.0.2.1",
    };
    const ports = { ...inMemoryAccounts().ports, ...gateway.ports };
    assert.equal((await activate(ports, gateway.ports.clock, typed)).outcome, "activated");
    await coReaderInvited.carryOut(gateway.ports, effect, taken);
    const known = await lastMail();
    assert.match(known.text ?? "", /\/mpc\/m\//);
    assert.doesNotMatch(known.text ?? "", /Activation password/);
    assert.equal(gateway.sent.at(-1)?.tls, "optional");
  });

  it("get their invitation again when they ask for a new link", async () => {
    const carl = "carl@partner.example";
    const invited = { mailbox, reader: carl, invitedAt: "2026-11-22T10:00:00Z", invitedBy: "administrator" };
    const coReaders = inMemoryCoReaders();
    const ports = { ...gateway.ports, coReaders };
    const ask = () => resetPassword.carryOut(ports, { kind: "reset-password", address: carl }, taken);
    assert.equal(await ask(), null);
    await coReaders.add(invited);
    assert.ok(await ask());
    assert.match((await lastMail()).text ?? "", /Activation password/);
  });

  it("are made known to the mailbox without a link", async () => {
    const effect = { kind: "account-changed", address: mailbox, change: "co-reader-added", who: reader } as const;
    await accountChanged.carryOut(gateway.ports, effect, taken);
    const { text } = await lastMail();
    assert.match(text ?? "", new RegExp(`Who: ${reader}`));
    assert.doesNotMatch(text ?? "", /https?:/);
  });

  it("may be of any domain where an administrator invites them, once", async () => {
    const { ports } = inMemoryAccounts();
    const all = { coReaders: inMemoryCoReaders(), outbox: ports.outbox };
    const invite = () =>
      inviteCoReader(all, gateway.ports.clock, { mailbox, reader: "Dora@elsewhere.example", by: "administrator" });
    assert.deepEqual([await invite(), await invite()], ["invited", "already"]);
    assert.deepEqual(await all.coReaders.mailboxesOf("dora@elsewhere.example"), [mailbox]);
  });

  it("are named in what they answer; the answer goes back to the mailbox", async () => {
    const { letters, letterVault } = gateway.ports;
    const domains = { companyDomains: ["company.example"], gatewayDomain };
    const ports = {
      ...inMemoryMailbox().ports,
      letters,
      letterVault,
      limiter: inMemoryAccounts().ports.limiter,
      ...domains,
    };
    const view = aView({ from: "Kim <kim@company.example>", to: [mailbox, reader, "carol@third.example"] });
    const deposit = aDeposit({ address: mailbox, from: "kim@company.example" });
    const written = { address: reader, about: "m1", letterId: "letter-co", kind: "reply-all" as const, text: "Yes." };
    await sendLetter(ports, gateway.ports.clock, { ...written, name: "Anna Meier" }, { deposit, view });
    await reply.carryOut(gateway.ports, { kind: "reply", address: reader, letterId: "letter-co" }, taken);
    const mail = await lastMail();
    assert.deepEqual(mail.from?.value[0], {
      name: `Anna Meier (${reader} for ${mailbox}) via Company Message Center`,
      address: `reply@${gatewayDomain}`,
    });
    assert.equal(mail.replyTo?.text, mailbox);
    assert.deepEqual(gateway.sent.at(-1)?.to, ["kim@company.example"]);
    const sealed = sealedLetterId("letter-co");
    const deposited = await gateway.ports.ledger.deposit("carol@third.example", sealed);
    assert.deepEqual([deposited?.from, deposited?.fromName], [mailbox, "Anna Meier"]);
    assert.equal((await gateway.ports.ledger.recipients(sealed)).length, 1, "neither mailbox nor author");
  });
});
