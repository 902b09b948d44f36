import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { afterEach, describe, it } from "node:test";
import { dkimSign } from "mailauth";
import { createTransport } from "nodemailer";
import type { SmtpIngress } from "../../../local/smtp/local-server.ts";
import { type AnIngress, anIngress, Conversation, notifications, rule, storedMail } from "./an-ingress.ts";

const all = { All: rule("all", ["gw.company.example"]) };
const bob = "bob=partner.example@gw.company.example";
const message = "From: alice@company.example\r\nTo: bob@partner.example\r\nSubject: Hi\r\n\r\nHello\r\n";

describe("mail that the SMTP ingress took", () => {
  let cloud: AnIngress;
  let talk: Conversation;
  const start = async (...given: Parameters<typeof anIngress>) => {
    cloud = await anIngress(...given);
    talk = await Conversation.start(cloud.port());
    return talk;
  };
  const envelope = async (from = "alice@company.example", to = bob) => {
    assert.match(await talk.say(`MAIL FROM:<${from}>`), /^250/);
    assert.match(await talk.say(`RCPT TO:<${to}>`), /^250/);
    assert.match(await talk.say("DATA"), /^354/);
  };
  const data = (text: string) => talk.say(Buffer.from(`${text}.\r\n`, "latin1"));
  afterEach(async () => {
    talk.close();
    await cloud.close();
  });

  it("stores the message behind SES's headers and tells the envelope, before it says 250", async () => {
    await start(all);
    await envelope();
    const answer = await data(message);
    const id = /^250 Ok ([0-9a-v]{40})$/.exec(answer)?.[1] ?? "";
    const stored = (await storedMail(cloud)).get(`in/${id}`)?.toString("latin1") ?? "";
    assert.ok(stored.endsWith(message));
    const head = stored.slice(0, stored.length - message.length);
    const names = head
      .split("\r\n")
      .filter((line) => /^[^ ]/.test(line))
      .map((line) => line.split(":")[0]);
    assert.deepEqual(names, [
      ...["Return-Path", "Received", "X-SES-Spam-Verdict", "X-SES-Virus-Verdict", "Received-SPF"],
      ...["Authentication-Results", "X-SES-RECEIPT", "X-SES-DKIM-SIGNATURE"],
    ]);
    assert.match(
      head,
      new RegExp(
        `^Return-Path: <alice@company.example>\r\nReceived: from client.example \\(localhost \\[127.0.0.1\\]\\)\r\n by inbound-smtp.us-east-1.amazonaws.com with SMTP id ${id}\r\n for ${bob};\r\n \\w{3}, \\d\\d \\w{3} \\d{4} [\\d:]{8} \\+0000 \\(UTC\\)\r\n`,
      ),
    );
    const [event] = await notifications(cloud);
    assert.equal(event?.notificationType, "Received");
    assert.equal(event.mail.source, "alice@company.example");
    assert.equal(event.mail.messageId, id);
    assert.deepEqual(event.mail.headers.at(-1), { name: "Subject", value: "Hi" });
    assert.deepEqual(event.mail.commonHeaders, {
      returnPath: "alice@company.example",
      from: ["alice@company.example"],
      to: ["bob@partner.example"],
      subject: "Hi",
    });
    assert.deepEqual(event.receipt.recipients, [bob]);
    assert.deepEqual(event.receipt.action, {
      type: "S3",
      topicArn: "arn:aws:sns:us-east-1:111122223333:received",
      bucketName: "mail",
      objectKeyPrefix: "in/",
      objectKey: `in/${id}`,
    });
    assert.deepEqual(event.receipt.virusVerdict, { status: "PASS" });
  });

  it("takes the null sender, dot-stuffed lines, 8-bit bytes and an empty message", async () => {
    await start(all);
    await envelope("");
    assert.match(await data("Subject: \xfc\r\n\r\n..\r\n...two\r\n\xe4\r\n"), /^250/);
    await envelope();
    assert.match(await data(""), /^250/);
    const bodies = [...(await storedMail(cloud)).values()].map((bytes) => bytes.toString("latin1"));
    assert.ok(bodies.some((text) => text.endsWith("Subject: \xfc\r\n\r\n.\r\n..two\r\n\xe4\r\n")));
    const events = await notifications(cloud);
    assert.ok(events.some(({ mail }) => mail.source === ""));
    assert.equal(events.length, 2);
  });

  it("runs the rules in their order, each for its own recipients, until one stops", async () => {
    const stop = { Actions: [{ StopAction: { Scope: "RuleSet" } }] };
    await start({
      First: rule("first", ["one@gw.company.example"]),
      Off: rule("off", ["gw.company.example"], { Enabled: false }, "first"),
      Second: rule("second", ["two@gw.company.example"], {}, "off"),
      Stop: rule("stop", ["gw.company.example"], stop, "second"),
      Never: rule("never", ["gw.company.example"], {}, "stop"),
    });
    await talk.say("MAIL FROM:<alice@company.example>");
    for (const name of ["one", "two"]) await talk.say(`RCPT TO:<${name}@gw.company.example>`);
    await talk.say("DATA");
    await data(message);
    const recipients = (await notifications(cloud)).map(({ receipt }) => receipt.recipients);
    assert.deepEqual(recipients, [["one@gw.company.example"], ["two@gw.company.example"]]);
  });

  it("answers 451 when the bucket or the topic refuses, and keeps no half", async () => {
    for (const missing of ["MailPolicy", "TopicPolicy"]) {
      await start(all, { without: [missing] });
      await envelope();
      assert.match(await data(message), /^451/, missing);
      assert.deepEqual(await notifications(cloud), []);
      talk.close();
      if (missing === "MailPolicy") await cloud.close();
    }
  });

  it("verifies DKIM, SPF and DMARC for real and says so", async () => {
    await start(all);
    const key = cloud.service<SmtpIngress>("smtp").dkimKey("company.example");
    const transport = createTransport({
      host: "127.0.0.1",
      port: cloud.port(),
      dkim: key,
      tls: { rejectUnauthorized: false },
    });
    const mail = { from: "alice@company.example", to: "bob@partner.example", subject: "signed", text: "Hello" };
    await transport.sendMail({ ...mail, envelope: { from: mail.from, to: bob } });
    await envelope();
    await data(message);
    const stored = [...(await storedMail(cloud)).values()].map((bytes) => bytes.toString());
    assert.equal(stored.filter((text) => text.includes("\r\n dkim=pass header.i=@company.example;\r\n")).length, 1);
    assert.equal(stored.filter((text) => text.includes("\r\n dkim=none;\r\n")).length, 1);
    const verdicts = (await notifications(cloud)).map(({ receipt }) => receipt.dkimVerdict);
    assert.deepEqual(verdicts, [{ status: "PASS" }, { status: "GRAY" }]);
  });

  it("fails a message that was changed after it was signed, and asks the given resolver", async () => {
    const signer = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const p = signer.publicKey.export({ type: "spki", format: "der" }).toString("base64");
    const zone: Record<string, string> = {
      "company.example": "v=spf1 ip4:127.0.0.1 -all",
      "_dmarc.company.example": "v=DMARC1; p=reject",
      "s1._domainkey.company.example": `v=DKIM1; k=rsa; p=${p}`,
    };
    const resolver = async (name: string, type: string) => {
      const text = type === "TXT" ? zone[name] : undefined;
      if (text === undefined) throw Object.assign(new Error("none"), { code: "ENOTFOUND" });
      return [[text]];
    };
    await start(all, { resolver });
    const privateKey = signer.privateKey.export({ type: "pkcs8", format: "pem" });
    const as = { signingDomain: "company.example", selector: "s1", privateKey };
    const { signatures } = await dkimSign(message, { ...as, signatureData: [as] });
    await envelope();
    await data((signatures + message).replace("Subject: Hi", "Subject: Ho"));
    const [event] = await notifications(cloud);
    const [stored = ""] = [...(await storedMail(cloud)).values()].map((bytes) => bytes.toString());
    assert.match(stored, /spf=pass \(spfCheck: domain of company.example designates 127.0.0.1 as permitted sender\)/);
    assert.match(stored, /dkim=fail header.i=@company.example;/);
    assert.match(stored, /dmarc=pass header.from=company.example;/);
    assert.deepEqual(event?.receipt.spfVerdict, { status: "PASS" });
    assert.deepEqual(event.receipt.dkimVerdict, { status: "FAIL" });
  });

  it("finds the antivirus test string, plain or in base64", async () => {
    await start(all);
    const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}", "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");
    for (const body of [eicar, Buffer.from(`12${eicar} and more`).toString("base64")]) {
      await envelope();
      await data(`Subject: virus\r\n\r\n${body}\r\n`);
      const [event] = await notifications(cloud);
      assert.deepEqual(event?.receipt.virusVerdict, { status: "FAIL" });
    }
  });

  it("shows another source address when XCLIENT is allowed", async () => {
    await start(all, { xclient: true });
    assert.match(await talk.say("XCLIENT ADDR=192.0.2.7 NAME=mail.stranger.example"), /^220/);
    await talk.say("EHLO mail.stranger.example");
    await envelope("eve@stranger.example");
    await data(message);
    const [stored] = (await storedMail(cloud)).values();
    assert.match(stored?.toString() ?? "", /Received: from mail.stranger.example \(unknown \[192.0.2.7\]\)\r\n/);
  });
});
