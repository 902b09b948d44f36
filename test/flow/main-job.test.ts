import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { type ASealgate, aSealgate } from "../support/a-sealgate.ts";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/mail/${name}`, import.meta.url));

describe("a mail's way through the whole gateway", () => {
  let sealgate: ASealgate;
  before(async () => {
    sealgate = await aSealgate();
  });
  after(() => sealgate.close());

  it("sends the operator a link, a user name and a one-time password", async () => {
    const mail = await sealgate.mailTo("admin@company.example", /first sign-in/i);
    assert.match(mail.text, /User name: admin/);
    assert.ok(mail.links.some((link) => link.includes("console.localhost")));
  });

  it("delivers a clean message with the same body bytes", async () => {
    const raw = fixture("clean.eml");
    await sealgate.send(raw);
    const mail = await sealgate.mailTo("bob@partner.example", /Lunch/);
    const sent = await sealgate.rawOf(mail.id);
    const bodyOf = (bytes: Buffer) => bytes.subarray(bytes.indexOf("\r\n\r\n"));
    assert.ok(bodyOf(sent).equals(bodyOf(raw)));
    await sealgate.tracked(
      ({ message, recipients }) => message.state === "final" && recipients[0]?.state === "delivered",
    );
  });

  it("seals a card number and tells both sides", async () => {
    await sealgate.send(fixture("card-number.eml"));
    const activation = await sealgate.mailTo("bob@partner.example", /encrypted message/);
    assert.equal(activation.tlsRequired, true);
    assert.match(activation.text, /Activation password: \S+/);
    await sealgate.mailTo("anna@company.example", /Your message was encrypted: Your booking/);
  });
});
