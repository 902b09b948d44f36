import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type AGateway, aGateway, aMessage, gatewayDomain } from "../../support/a-gateway.ts";

const bob = "bob@partner.example";
const notices = `notices@${gatewayDomain}`;

describe("mail to the address of our notices", () => {
  let gateway: AGateway;
  let at = Date.parse("2026-11-22T10:00:00.000Z");
  const later = (hours: number) => {
    at += hours * 3_600_000;
    gateway.setTime(new Date(at).toISOString());
  };
  before(async () => {
    gateway = await aGateway();
    later(0);
    await gateway.receive(aMessage({ body: "Card 4111 1111 1111 1111" }));
  });
  beforeEach(() => {
    later(25);
    gateway.sent.length = 0;
  });
  after(() => gateway.close());

  /** A stranger's mail, as SES stored it. */
  const write = (change: { from?: string; dmarc?: string; headers?: readonly string[]; envelope?: string } = {}) => {
    const { from = bob, dmarc = "pass header.from=partner.example", headers = [], envelope = from } = change;
    const lines = [
      `Received: from mx.partner.example (mx.partner.example [203.0.113.9]) by inbound-smtp.us-east-1.amazonaws.com with SMTP id abc for x; Sun, 22 Nov 2026 10:00:00 +0000`,
      `Authentication-Results: amazonses.com; spf=pass; dkim=none; dmarc=${dmarc};`,
      `From: Bob <${from}>`,
      `To: ${notices}`,
      "Subject: Re: You have an encrypted message",
      ...headers,
      "",
      "Thank you, my card is 4111 1111 1111 1111",
      "",
    ];
    return gateway.receive(lines.join("\r\n"), { from: envelope, to: [notices], bare: true });
  };

  it("is answered to a known person, and what it says is deleted", async () => {
    const id = await write();
    assert.deepEqual(
      gateway.sent.map(({ to }) => to),
      [[bob]],
    );
    const raw = String(gateway.sent[0]?.raw);
    assert.match(raw, /Subject: Your mail was not read/);
    assert.match(raw, /Auto-Submitted: auto-generated/);
    assert.doesNotMatch(raw, /4111|Thank you/);
    assert.equal(gateway.rawMail.has(`in/${id}`), false);
    const [recipient] = await gateway.ports.ledger.recipients(id);
    assert.equal(recipient?.state, "refused");
    assert.equal((await gateway.ports.ledger.message(id))?.subject, "");
  });

  it("is answered once a day", async () => {
    for (let count = 0; count < 4; count += 1) {
      await write();
      later(1);
    }
    assert.equal(gateway.sent.length, 1);
    later(24);
    await write();
    assert.equal(gateway.sent.length, 2);
  });

  for (const [what, change] of Object.entries({
    "from an address that nobody knows": { from: "eve@partner.example" },
    "that DMARC did not pass": { dmarc: "fail header.from=partner.example" },
    "that DMARC passed for another domain": { dmarc: "pass header.from=evil.example" },
    "that claims its own DMARC result": {
      dmarc: "none header.from=partner.example",
      headers: ["Authentication-Results: amazonses.com; dmarc=pass header.from=partner.example"],
    },
    "that a program sent": { headers: ["Auto-Submitted: auto-replied"] },
    "of a list": { headers: ["List-Id: <x.partner.example>"] },
    "with the null sender": { envelope: "" },
    "with two senders": { headers: ["From: eve@evil.example"] },
    "that comes from ourselves": { from: notices, dmarc: `pass header.from=${gatewayDomain}` },
  }))
    it(`is not answered ${what}`, async () => {
      const id = await write(change);
      assert.deepEqual(gateway.sent, []);
      assert.equal(gateway.rawMail.has(`in/${id}`), false);
    });

  it("is answered to a sender of ours, who is proven by the company's mail server", async () => {
    await gateway.receive(aMessage({ subject: "Re: Your message was encrypted" }), { to: [notices] });
    assert.deepEqual(
      gateway.sent.map(({ to }) => to),
      [["anna@company.example"]],
    );
  });
});
