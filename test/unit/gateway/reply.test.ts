import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { simpleParser } from "mailparser";
import { reply } from "../../../src/gateway/effects/reply.ts";
import { addresseesOf } from "../../../src/pickup/letters/addressees.ts";
import { attachPart } from "../../../src/pickup/letters/attach-file.ts";
import { replySubject, sendLetter } from "../../../src/pickup/letters/send-letter.ts";
import { type AGateway, aGateway, gatewayDomain } from "../../support/a-gateway.ts";
import { inMemoryAccounts } from "../accounts/in-memory-accounts.ts";
import { aDeposit, aView, inMemoryMailbox } from "../pickup/in-memory-mailbox.ts";
import { aDelivery } from "../tls/a-policy.ts";

const address = "bob@partner.example";
const domains = { companyDomains: ["company.example"], gatewayDomain };

describe("whom a reply goes to", () => {
  const people = (view: Parameters<typeof aView>[0], kind: "reply" | "reply-all" = "reply") =>
    addresseesOf({ deposit: aDeposit({ from: "anna@company.example" }), view: aView(view) }, kind, domains);

  it("is the Reply-To or From of the message where that is the company's", () => {
    const from = "Anna <anna@company.example>";
    assert.deepEqual(people({ from }).to, ["anna@company.example"]);
    assert.deepEqual(people({ from, replyTo: ["team@company.example"] }).to, ["team@company.example"]);
    assert.deepEqual(people({ from, replyTo: ["evil@attacker.example"] }).to, ["anna@company.example"]);
  });

  it("is the sender it was taken in from, where the header names an outsider", () => {
    assert.deepEqual(people({ from: "Ceo <ceo@look-alike.example>" }).to, ["anna@company.example"]);
  });

  it("is everybody in To and Cc for reply all, outsiders apart, without oneself and the gateway", () => {
    const all = people(
      {
        from: "anna@company.example",
        to: [`bob=partner.example@${gatewayDomain}`, "Bob@Partner.example", "carol@third.example"],
        cc: ["dave@company.example", `eve=fourth.example@${gatewayDomain}`, `notices@${gatewayDomain}`],
      },
      "reply-all",
    );
    assert.deepEqual(all, {
      to: ["anna@company.example", "dave@company.example"],
      outsiders: ["Bob@Partner.example", "carol@third.example", "eve@fourth.example"].slice(1),
    });
  });

  it("has one Re: in its subject and no line breaks", () => {
    assert.equal(replySubject("RE: Re: AW: Contract\r\nBcc: x@y.example"), "Re: Contract Bcc: x@y.example");
  });
});

describe("a letter", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
  });
  after(() => gateway.close());

  const aLetter = async (kind: "reply" | "reply-all", letterId: string) => {
    const mailbox = inMemoryMailbox();
    const { letters, letterVault } = gateway.ports;
    const ports = { ...mailbox.ports, letters, letterVault, limiter: inMemoryAccounts().ports.limiter, ...domains };
    const view = aView({
      from: "Anna <anna@company.example>",
      subject: "Your contract",
      to: [address, "carol@third.example"],
      messageIdHeader: "<original@company.example>",
      references: "<first@company.example>",
    });
    const draft = { address, about: "m1", letterId, kind };
    const bytes = Buffer.from("a signed page");
    const part = { fileId: "f1", name: "page.txt", type: "text/plain", size: bytes.length, part: 0, bytes };
    assert.equal(await attachPart(ports, gateway.ports.clock, draft, part), "arrived");
    const text = "Dear Anna,\r\n\r\nhere it is.\u0000 \u{1F600} \u05e9\u05dc\u05d5\u05dd";
    const written = { ...draft, text, name: 'Bob "B"\r\nBcc: x@y.example' };
    const answered = { deposit: aDeposit({ from: "anna@company.example" }), view };
    const result = await sendLetter(ports, gateway.ports.clock, written, answered);
    assert.equal(result.outcome, "sent");
    assert.equal((await sendLetter(ports, gateway.ports.clock, written, answered)).outcome, "sent");
    assert.deepEqual(mailbox.notes, ["replied m1"]);
    return reply.carryOut(gateway.ports, { kind: "reply", address, letterId }, taken);
  };
  const taken = { id: "j_send-1", attempts: 1, repeated: false };

  it("leaves as a Secure Delivery policy wants that was asked for replies", async () => {
    const policy = { option: "enforced", route: "smtp", certificate: "trusted", appliesTo: [{ kind: "internal" }] };
    const delivery = [aDelivery({ id: "replies", alsoFor: ["replies"], ...policy })];
    Object.assign(gateway.tls, { smtpRoute: true, policies: { delivery } });
    await aLetter("reply", "letter-by-smtp");
    assert.deepEqual([gateway.sent.at(-1)?.tls, gateway.sent.at(-1)?.smtp?.certificate], ["require", "trusted"]);
    Object.assign(gateway.tls, { smtpRoute: false, policies: {} });
  });

  it("leaves as an ordinary message over required TLS, in the thread of the original", async () => {
    await aLetter("reply", "letter-1");
    const mail = gateway.sent.at(-1);
    assert.deepEqual(
      [mail?.to, mail?.tls, mail?.from],
      [["anna@company.example"], "require", `reply@${gatewayDomain}`],
    );
    const read = await simpleParser(mail?.raw ?? "");
    assert.equal(
      read.from?.text,
      `"Bob \\"B\\" Bcc: x@y.example (bob@partner.example) via Company Message Center" <reply@${gatewayDomain}>`,
    );
    assert.equal(read.replyTo?.text, address);
    assert.equal(read.subject, "Re: Your contract");
    assert.equal(read.inReplyTo, "<original@company.example>");
    assert.deepEqual(read.references, ["<first@company.example>", "<original@company.example>"]);
    assert.equal(read.text?.trim(), "Dear Anna,\n\nhere it is. \u{1F600} \u05e9\u05dc\u05d5\u05dd");
    assert.equal(read.headers.has("bcc"), false);
    assert.equal(read.attachments[0]?.content.toString(), "a signed page");
  });

  it("is sent once, however often its effect is carried out", async () => {
    const before = gateway.sent.length;
    assert.equal(await reply.carryOut(gateway.ports, { kind: "reply", address, letterId: "letter-1" }, taken), null);
    assert.equal(gateway.sent.length, before);
  });

  it("reaches outsiders of the message only sealed, as a deposit of their own", async () => {
    const before = gateway.sent.length;
    await aLetter("reply-all", "letter-2");
    assert.deepEqual(
      gateway.sent.slice(before).map(({ to }) => to),
      [["anna@company.example"]],
    );
    const sealed = [...gateway.sealedObjects.keys()].find((key) => key.endsWith("/message.eml")) ?? "";
    const messageId = sealed.split("/")[0] ?? "";
    const deposit = await gateway.ports.ledger.deposit("carol@third.example", messageId);
    assert.deepEqual([deposit?.from, deposit?.subject, deposit?.state], [address, "Re: Your contract", "open"]);
    const open = await gateway.ports.ledger.openEffects(messageId);
    assert.deepEqual(
      open.map(({ effect }) => effect.kind),
      ["notify-recipient"],
    );
  });

  it("that is refused is told to its author", async () => {
    await reply.giveUp?.(gateway.ports, { kind: "reply", address, letterId: "letter-1" }, "5.7.10 no TLS");
    const letter = await gateway.ports.letters.find(address, "letter-1");
    assert.deepEqual([letter?.state, letter?.failure], ["failed", "5.7.10 no TLS"]);
  });
});
