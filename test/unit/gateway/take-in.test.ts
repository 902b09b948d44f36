import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { DeliveryRefusedError } from "../../../src/gateway/delivery.ts";
import { markOf } from "../../../src/gateway/loop-mark.ts";
import {
  type AGateway,
  aGateway,
  aMessage,
  connectorSecret,
  gatewayDomain,
  markerSecret,
} from "../../support/a-gateway.ts";

const card = "Card 4111 1111 1111 1111 please.";
/** Wherever a line is folded; boundaries and ids may hold four of its digits by chance. */
const cardInMail = /4111[\s=]*1111/;
const encoded = (address: string) => `${address.replace("@", "=")}@${gatewayDomain}`;

describe("taking in a message", () => {
  let gateway: AGateway;
  before(async () => {
    gateway = await aGateway();
  });
  beforeEach(() => {
    gateway.sent.length = 0;
    gateway.refuse.length = 0;
    gateway.sealedObjects.clear();
  });
  after(() => gateway.close());

  const statesOf = async (messageId: string) =>
    Object.fromEntries(
      (await gateway.ports.ledger.recipients(messageId)).map(({ address, state }) => [address, state]),
    );
  const sentTo = (address: string) => gateway.sent.filter(({ to }) => to.includes(address));

  it("sends a clean message with an identical body and without what must not leave", async () => {
    const hostile = [
      "X-SES-CONFIGURATION-SET: theirs",
      "X-SES-MESSAGE-TAGS: outbox=stolen",
      "Bcc: secret@partner.example",
      "X-Gm-Original-To: else@partner.example",
      "X-Sealgate-Mark: 1;forged;forged",
      "DKIM-Signature: v=1; d=company.example; b=abc",
    ];
    const id = await gateway.receive(
      aMessage({
        headers: hostile,
        messageIdHeader: "<original@company.example>",
        body: "Line one\r\n  two \r\n\r\n.three",
      }),
    );
    assert.deepEqual(await statesOf(id), { "bob@partner.example": "sent" });
    const [mail, ...others] = gateway.sent;
    assert.ok(mail && others.length === 0);
    assert.deepEqual(mail.to, ["bob@partner.example"]);
    assert.equal(mail.from, "anna@company.example");
    const [head = "", body] = mail.raw.toString("latin1").split(/\r\n\r\n(.*)/s);
    assert.equal(body, "Line one\r\n  two \r\n\r\n.three\r\n");
    assert.doesNotMatch(head, /x-ses-|bcc|return-path|x-gm-|sealgate|dkim-signature/i);
    assert.match(head, /^References: <original@company.example>$/m);
    assert.match(head, /^To: Bob <bob@partner.example>$/m);
  });

  it("seals a card number: nothing in clear, one key a recipient, notices to both sides, raw mail gone", async () => {
    const id = await gateway.receive(aMessage({ subject: "Booking", body: card }), {
      to: [encoded("bob@partner.example"), encoded("carol@other.example")],
    });
    assert.deepEqual(await statesOf(id), { "bob@partner.example": "sealed", "carol@other.example": "sealed" });
    assert.equal(gateway.rawMail.has(`in/${id}`), false);
    assert.equal([...gateway.keys.keys()].filter((key) => key.startsWith(`${id}/`)).length, 2);
    for (const { raw } of gateway.sent) assert.doesNotMatch(raw.toString(), cardInMail);
    for (const sealed of gateway.sealedObjects.values()) assert.equal(sealed.includes("4111"), false);
    assert.equal(sentTo("bob@partner.example")[0]?.tls, "require", "an activation password travels only over TLS");
    assert.equal(sentTo("carol@other.example").length, 1);
    const [toSender] = sentTo("anna@company.example");
    assert.match(toSender?.raw.toString() ?? "", /Your message was encrypted: Booking/);
    assert.equal((await gateway.ports.ledger.message(id))?.state, "final");
    assert.equal((await gateway.ports.ledger.message(id))?.policyVersion, 7);
  });

  it("hides a subject that holds a match in every notice", async () => {
    await gateway.receive(aMessage({ subject: "Card 4111 1111 1111 1111" }));
    assert.equal(gateway.sent.length, 2);
    for (const { raw } of gateway.sent) assert.doesNotMatch(raw.toString(), cardInMail);
  });

  it("gives recipients with different verdicts exactly theirs", async () => {
    const id = await gateway.receive(aMessage({ body: card }), {
      to: [encoded("bob@partner.example"), encoded("eve@company.example"), `no-equals@${gatewayDomain}`],
    });
    assert.deepEqual(await statesOf(id), {
      "bob@partner.example": "sealed",
      "eve@company.example": "sent",
      [`no-equals@${gatewayDomain}`]: "returned",
    });
    const [clear] = sentTo("eve@company.example");
    assert.equal(clear?.tls, "require");
    assert.match(clear?.raw.toString() ?? "", /4111/);
    const report = sentTo("anna@company.example").find(({ raw }) => raw.includes("message/delivery-status"));
    assert.match(report?.raw.toString() ?? "", /Status: 5\.1\.3/);
  });

  it("strips the subject trigger from what it seals", async () => {
    const id = await gateway.receive(aMessage({ subject: "[encrypt] Salary" }));
    assert.deepEqual(await statesOf(id), { "bob@partner.example": "sealed" });
    assert.equal((await gateway.ports.ledger.deposit("bob@partner.example", id))?.subject, "Salary");
  });

  for (const [what, options] of Object.entries({
    "from a network that is not listed": { sourceIp: "203.0.113.9" },
    "with a foreign sender": { from: "mallory@evil.example" },
    "without the company's proof": { secret: null },
    "with a wrong secret": { secret: `${connectorSecret}x` },
  })) {
    it(`refuses mail ${what}: a line in tracking, no answer, no content`, async () => {
      const id = await gateway.receive(aMessage({ subject: "Buy now", body: card }), options);
      assert.deepEqual(await statesOf(id), { "bob@partner.example": "refused" });
      assert.equal(gateway.sent.length, 0);
      assert.equal(gateway.sealedObjects.size, 0);
      assert.equal(gateway.rawMail.has(`in/${id}`), false);
      assert.equal((await gateway.ports.ledger.message(id))?.subject, "");
    });
  }

  it("holds a message that a virus was found in, and sends nothing", async () => {
    const id = await gateway.receive(aMessage(), { virusFound: true });
    assert.deepEqual(await statesOf(id), { "bob@partner.example": "held" });
    assert.equal(gateway.sent.length, 0);
    assert.ok(gateway.keys.has(`${id}/review`));
  });

  it("holds a message that carries our own mark, and ignores a forged one", async () => {
    const mark = markOf("earlier", markerSecret, gatewayDomain);
    const held = await gateway.receive(aMessage({ headers: [`X-Sealgate-Mark: ${mark}`] }));
    assert.deepEqual(await statesOf(held), { "bob@partner.example": "held" });
    const forged = await gateway.receive(
      aMessage({ headers: [`X-Sealgate-Mark: ${mark.replace("earlier", "other")}`] }),
    );
    assert.deepEqual(await statesOf(forged), { "bob@partner.example": "sent" });
  });

  it("passes postmaster mail on to the operator, even a stranger's", async () => {
    const id = await gateway.receive(aMessage(), { from: "x@stranger.example", to: [`postmaster@${gatewayDomain}`] });
    assert.deepEqual(await statesOf(id), { [`postmaster@${gatewayDomain}`]: "sent" });
    assert.equal(sentTo("operator@company.example").length, 1);
  });

  it("takes the recipient from X-Gm-Original-To when there is exactly one, else holds", async () => {
    const to = [`outbound@${gatewayDomain}`];
    const one = await gateway.receive(aMessage({ headers: ["X-Gm-Original-To: dora@partner.example"] }), { to });
    assert.deepEqual(await statesOf(one), { "dora@partner.example": "sent" });
    const none = await gateway.receive(aMessage(), { to });
    assert.deepEqual(await statesOf(none), { [`outbound@${gatewayDomain}`]: "held" });
  });

  it("splits a refused send, seals what is refused for one recipient, and tells the sender", async () => {
    const refusal = new DeliveryRefusedError("Illegal content", null);
    gateway.refuse.push(refusal, refusal, null);
    const id = await gateway.receive(aMessage({ subject: "Two" }), {
      to: [encoded("bob@partner.example"), encoded("carol@other.example")],
    });
    const states = Object.values(await statesOf(id)).sort();
    assert.deepEqual(states, ["sealed", "sent"]);
    assert.match(gateway.sent.map(({ raw }) => raw.toString()).join("\n"), /Your message was encrypted: Two/);
  });

  it("seals an attachment that SES would refuse instead of sending it", async () => {
    const body =
      '--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\nContent-Type: application/octet-stream; name="x.exe"\r\nContent-Disposition: attachment; filename="x.exe"\r\nContent-Transfer-Encoding: base64\r\n\r\nTVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAA=\r\n--b--';
    const headers = ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"'];
    const id = await gateway.receive(aMessage({ headers, body }));
    assert.deepEqual(await statesOf(id), { "bob@partner.example": "sealed" });
  });

  it("names a foreign author and answers go to them", async () => {
    const raw = aMessage().replace("From: Anna Berger <anna@company.example>", "From: Zoë List <zoe@list.example>");
    await gateway.receive(raw);
    const head = gateway.sent[0]?.raw.toString().split("\r\n\r\n")[0] ?? "";
    assert.equal(gateway.sent[0]?.from, `forward@${gatewayDomain}`);
    assert.match(head, new RegExp(`^From: .*<forward@${gatewayDomain}>`, "m"));
    assert.match(head, /^Reply-To: zoe@list\.example$/m);
  });

  it("sends no notice and no report to the null sender", async () => {
    const id = await gateway.receive(aMessage({ body: card }), { from: "" });
    assert.deepEqual(await statesOf(id), { "bob@partner.example": "sealed" });
    assert.deepEqual(
      gateway.sent.flatMap(({ to }) => to),
      ["bob@partner.example"],
    );
  });

  it("tries again after a fault, and never in clear by accident", async () => {
    gateway.refuse.push(new Error("ServiceUnavailable"));
    const id = await gateway.receive(aMessage());
    assert.deepEqual(await statesOf(id), { "bob@partner.example": "pending" });
    assert.equal(gateway.sent.length, 0);
    assert.ok(gateway.rawMail.has(`in/${id}`), "raw mail stays until the final state");
  });

  it("does nothing new when the same event comes twice", async () => {
    const messageId = "0123456789abcdef0123456789abcdef01234567";
    await gateway.receive(aMessage({ body: card }), { messageId });
    const sent = gateway.sent.length;
    await gateway.receive(aMessage({ body: card }), { messageId });
    assert.equal(gateway.sent.length, sent);
  });

  it("logs no address, subject or content", () => {
    assert.doesNotMatch(gateway.logged.join("\n"), /@|4111|Booking|Salary/);
  });
});
