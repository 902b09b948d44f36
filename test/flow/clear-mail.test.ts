import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { type ASealgate, aSealgate, gatewayDomain } from "../support/a-sealgate.ts";
import { bodyOf, headerLines } from "../support/header-lines.ts";

const encoded = (address: string) => `${address.replace("@", "=")}@${gatewayDomain}`;
const clean = readFileSync(new URL("../fixtures/mail/clean.eml", import.meta.url));

/** What the ingress adds and the message keeps: the trace of its way. */
const isTrace = (line: string) =>
  /^Received: from .+ by inbound-smtp\.us-east-1\.amazonaws\.com with SMTP id|^Received-SPF: |^Authentication-Results: amazonses\.com; /.test(
    line,
  );

function aMail(change: { from?: string; subject?: string; headers?: readonly string[]; body?: string } = {}): string {
  const { from = "Anna <anna@company.example>", subject = "Lunch", headers = [], body = "Nothing special." } = change;
  const own = [`From: ${from}`, "To: bob@partner.example", `Subject: ${subject}`, "Message-ID: <1@company.example>"];
  return [...own, ...headers, "", body, ""].join("\r\n");
}

describe("clear mail through the whole gateway", () => {
  let sealgate: ASealgate;
  before(async () => {
    sealgate = await aSealgate();
  });
  after(() => sealgate.close());

  /** Sends to one recipient of its own and answers what SES was given. */
  const through = async (name: string, raw: string | Buffer, from?: string) => {
    const address = `${name}@partner.example`;
    await sealgate.send(raw, { to: [encoded(address)], from });
    const mail = await sealgate.mailTo(address);
    return { mail, raw: await sealgate.rawOf(mail.id) };
  };
  const followed = (subject: string, state: string) =>
    sealgate.tracked(({ message, recipients }) => message.subject === subject && recipients[0]?.state === state);
  const reportsTo = async (address: string, subject: RegExp) => {
    const mails = (await sealgate.listed(address)).filter((mail) => subject.test(mail.subject));
    return Promise.all(mails.map(async ({ id }) => String(await sealgate.rawOf(id))));
  };

  it("arrives with identical body bytes, its Message-ID in References, and no other change", async () => {
    const { mail, raw } = await through("clean", clean);
    assert.ok(bodyOf(raw).equals(bodyOf(clean)));
    const kept = headerLines(raw).filter((line) => !isTrace(line));
    assert.deepEqual(kept, [...headerLines(clean), "References: <clean-1@company.example>"]);
    assert.equal(headerLines(raw).filter(isTrace).length, 3);
    assert.deepEqual(mail.to, ["clean@partner.example"]);
    assert.match(mail.from, /<anna\.berger@company\.example>$/);
    assert.equal(mail.configurationSet, "Sealgate-tls-optional");
    const { message, recipients } = await followed("Lunch on Thursday?", "delivered");
    assert.equal(recipients[0]?.answer, "250 ok");
    assert.ok((await sealgate.finished(message.messageId)).message.finalAt);
  });

  it("keeps odd bodies byte for byte: dots, tabs, trailing blanks, no final line end", async () => {
    const body = "..\r\n.\r\n..x \t\r\n\r\nFrom me\r\n>From you\r\n \r\nend";
    const { raw } = await through("odd", aMail({ body }).slice(0, -2));
    assert.equal(bodyOf(raw).toString(), `${body}\r\n`);
  });

  it("gives a hostile mail nothing: it goes where the envelope says, under our own settings, without its orders", async () => {
    const hostile = [
      "X-SES-CONFIGURATION-SET: Sealgate-tls-require",
      "X-SES-MESSAGE-TAGS: outbox=m_other_send-x",
      "x-ses-source-arn: arn:aws:ses:us-east-1:111122223333:identity/company.example",
      "X-Ses-Anything : with a space before the colon",
      "Return-Path: <mallory@evil.example>",
      "Bcc: mallory@evil.example",
      "Resent-Bcc: mallory@evil.example",
      "Cc: carol@other.example",
      "X-Sealgate-Mark: 1;forged;forged",
      "X-Sealgate-Anything: forged",
      "X-Gm-Original-To: mallory@evil.example",
      "DKIM-Signature: v=1; a=rsa-sha256; d=company.example; s=x; bh=x; b=x",
      "ARC-Seal: i=1; a=rsa-sha256; d=company.example; s=x; cv=none; b=x",
      "Received: from evil (evil [203.0.113.9]) by inbound-smtp.us-east-1.amazonaws.com with SMTP id x for y; Sun, 22 Nov 2026 10:00:00 +0000",
      "Authentication-Results: amazonses.com; dkim=pass header.i=@evil.example",
    ];
    const before = (await sealgate.listed()).length;
    const { mail, raw } = await through("hostile", aMail({ headers: hostile, subject: "Hostile" }));
    assert.deepEqual(mail.to, ["hostile@partner.example"]);
    assert.equal(mail.configurationSet, "Sealgate-tls-optional");
    assert.match(mail.tags.outbox?.[0] ?? "", /^m_[0-9a-v]{40}_send-/);
    const lines = headerLines(raw);
    assert.deepEqual(
      lines.filter((line) => /^(x-ses|return-path|bcc|resent-bcc|x-sealgate|x-gm-|dkim|arc)/i.test(line)),
      [],
    );
    assert.deepEqual(
      lines.filter((line) => /^cc:/i.test(line)),
      ["Cc: carol@other.example"],
    );
    await followed("Hostile", "delivered");
    assert.equal((await sealgate.listed()).length, before + 1);
  });

  it("sends mail of the null sender from the header From, and answers it with nothing", async () => {
    const { mail, raw } = await through("null", aMail({ headers: ["Auto-Submitted: auto-replied"] }), "");
    assert.match(mail.from, /<anna@company\.example>$/);
    assert.ok(headerLines(raw).includes("Auto-Submitted: auto-replied"));
  });

  it("names a foreign author, whom answers reach", async () => {
    const { raw } = await through(
      "foreign",
      aMail({ from: "Zoe <zoe@list.example>", headers: ["Sender: list@list.example"] }),
    );
    const lines = headerLines(raw);
    assert.ok(lines.includes(`From: "Zoe via Company Message Center" <forward@${gatewayDomain}>`), lines.join("\n"));
    assert.ok(lines.includes("Reply-To: zoe@list.example"));
    assert.ok(!lines.some((line) => /^Sender:/i.test(line)));
  });

  it("writes exactly one report when it bounces", async () => {
    const bouncing = encoded("bounce@simulator.partner.example");
    await sealgate.send(aMail({ subject: "To nobody" }), { to: [bouncing], from: "reported@company.example" });
    await sealgate.mailTo("reported@company.example", /^Not delivered: To nobody/);
    const { message, recipients, timeline } = await followed("To nobody", "bounced");
    await sealgate.tracked(
      (detail) => detail.message.messageId === message.messageId && detail.message.state === "final",
    );
    const [report, ...others] = await reportsTo("reported@company.example", /./);
    assert.equal(others.length, 0);
    assert.match(recipients[0]?.answer ?? "", /550 5\.1\.1 user unknown/);
    for (const expected of [
      /^Content-Type: multipart\/report; report-type=delivery-status;/m,
      /^Auto-Submitted: auto-replied\r$/m,
      /^Final-Recipient: rfc822; bounce@simulator\.partner\.example\r$/m,
      /^Action: failed\r$/m,
      /^Status: 5\.1\.1\r$/m,
      /^Diagnostic-Code: .*user unknown\r$/m,
      /^Subject: To nobody\r$/m,
    ])
      assert.match(report ?? "", expected);
    assert.deepEqual(
      timeline.map(({ event }) => event).filter((event) => event === "bounced"),
      ["bounced"],
    );
  });

  it("takes an out-of-office answer for a delivery", async () => {
    const away = encoded("ooto@simulator.partner.example");
    await sealgate.send(aMail({ subject: "To somebody away" }), { to: [away], from: "calm@company.example" });
    await followed("To somebody away", "delivered");
    assert.deepEqual(await reportsTo("calm@company.example", /./), []);
  });

  it("gives three recipients of one message exactly what is theirs", async () => {
    const to = ["partner=partner.example", "colleague=company.example", "not-encoded"].map(
      (local) => `${local}@${gatewayDomain}`,
    );
    const body = "Card 4111 1111 1111 1111 please.";
    await sealgate.send(aMail({ subject: "Three", body }), { to, from: "three@company.example" });
    const sealed = await sealgate.mailTo("partner@partner.example");
    const clear = await sealgate.mailTo("colleague@company.example");
    const report = await sealgate.mailTo("three@company.example", /^Returned: Three/);
    await sealgate.mailTo("three@company.example", /^Your message was encrypted/);
    assert.equal(String(await sealgate.rawOf(sealed.id)).includes("4111"), false);
    assert.match(String(await sealgate.rawOf(clear.id)), /4111 1111 1111 1111/);
    assert.equal(clear.tlsRequired, true);
    assert.match(String(await sealgate.rawOf(report.id)), /Status: 5\.1\.3/);
    const { recipients } = await sealgate.tracked(
      ({ message, recipients: all }) => message.subject === "Three" && all.some(({ state }) => state === "delivered"),
    );
    assert.deepEqual(Object.fromEntries(recipients.map(({ address, state }) => [address, state])), {
      "partner@partner.example": "sealed",
      "colleague@company.example": "delivered",
      [`not-encoded@${gatewayDomain}`]: "returned",
    });
    assert.equal((await sealgate.listed()).filter(({ subject }) => /Three/.test(subject)).length, 3);
  });

  it("seals a file that SES would refuse, and says why to its sender", async () => {
    const headers = ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"'];
    const body = [
      "--b\r\nContent-Type: text/plain\r\n\r\nthe tool\r\n--b",
      'Content-Type: application/octet-stream; name="tool.exe"\r\nContent-Transfer-Encoding: base64\r\n',
      "TVqQAAMAAAAEAAAA//8AALgAAAAAAAAAQAAAAAAAAAA=\r\n--b--",
    ].join("\r\n");
    await sealgate.send(aMail({ subject: "The tool", headers, body }), { to: [encoded("tool@partner.example")] });
    const notice = await sealgate.mailTo("tool@partner.example");
    assert.match(notice.text, /Activation password/);
    const told = await sealgate.mailTo("anna@company.example", /encrypted: The tool/);
    assert.match(told.text, /It could not be sent unencrypted, so it was encrypted instead/);
  });

  it("tells the sender when the activation mail comes back", async () => {
    const bouncing = encoded("bounce+sealed@simulator.partner.example");
    const body = "Card 4111 1111 1111 1111 please.";
    await sealgate.send(aMail({ subject: "Unread", body }), { to: [bouncing], from: "told@company.example" });
    const told = await sealgate.mailTo("told@company.example", /could not be told/);
    assert.match(told.text, /bounce\+sealed@simulator\.partner\.example/);
    await sealgate.tracked(
      ({ message, recipients }) =>
        message.subject === "Unread" && message.state === "final" && recipients[0]?.state === "sealed",
    );
    assert.equal((await reportsTo("told@company.example", /could not be told/)).length, 1);
  });
});
