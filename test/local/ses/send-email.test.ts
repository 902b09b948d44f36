import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { outgoingMessage } from "../../../local/ses/outgoing-message.ts";
import type { Ses } from "../../../local/ses/ses.ts";
import type { ACloud } from "../../support/a-cloud.ts";
import { allow, aRole } from "../../support/a-role.ts";
import { aMailCloud, rawMail, send } from "./a-mail-account.ts";

const ses = (resource: string) => `arn:aws:ses:us-east-1:111122223333:${resource}`;
const attachment = (disposition: string) =>
  `--b\r\nContent-Type: text/plain\r\n\r\nsee\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: ${disposition}\r\n\r\nx\r\n--b--\r\n`;
const mixed = { "Content-Type": 'multipart/mixed; boundary="b"' };

describe("SendEmail", () => {
  let cloud: ACloud;
  before(async () => {
    cloud = await aMailCloud({
      Nobody: aRole(),
      NoSet: aRole(allow("ses:SendRawEmail", ses("identity/company.example"))),
      OnlyAlice: aRole(
        allow("ses:SendRawEmail", [ses("identity/company.example"), ses("configuration-set/require")], {
          StringEquals: { "ses:FromAddress": "alice@company.example" },
        }),
      ),
    });
  });
  after(() => cloud.close());
  const outbox = () => cloud.service<Ses>("ses").outbox;

  it("keeps the exact raw bytes and the envelope", async () => {
    const raw = rawMail({ To: "somebody@else.example" }, "Trailing space \n.\n..\n\ttab\n");
    const to = ["bob@partner.example", "Carol <carol@partner.example>"];
    const id = await send(cloud, raw, { Destination: { ToAddresses: to, BccAddresses: ["dave@partner.example"] } });
    assert.match(id, /^0100[0-9a-f]{20}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-000000$|^0100/);
    const mail = outbox().get(id);
    assert.deepEqual(mail?.to, ["bob@partner.example", "carol@partner.example", "dave@partner.example"]);
    assert.equal(mail.configurationSet, "require");
    assert.equal(mail.tlsRequired, true);
    assert.ok(raw.equals(await outbox().raw(id)));
  });

  it("takes 40 MB of raw mail and refuses one byte more", async () => {
    const sized = (size: number) => {
      const head = rawMail({}, "");
      const body = Buffer.alloc(size - head.length, `${"x".repeat(76)}\r\n`);
      return Buffer.concat([head, body]);
    };
    const limit = 40 * 1_048_576;
    const id = await send(cloud, sized(limit));
    assert.equal((await outbox().raw(id)).length, limit);
    await assert.rejects(send(cloud, sized(limit + 1)), /Message length is more than 41943040 bytes long: '41943041'/);
  });

  it("refuses senders that are no identity, in the call and in the headers", async () => {
    const message = "Email address is not verified. The following identities failed the check in region US-EAST-1: ";
    await assert.rejects(send(cloud, rawMail({ From: "Eve <eve@other.example>" })), {
      name: "MessageRejected",
      message: `${message}eve@other.example`,
    });
    await assert.rejects(send(cloud, rawMail({}), { FromEmailAddress: "eve@other.example" }), {
      name: "MessageRejected",
    });
    await assert.rejects(send(cloud, rawMail({ Sender: "eve@other.example" })), { name: "MessageRejected" });
    await assert.rejects(send(cloud, rawMail({}), { FromEmailAddress: "<>" }), /Missing final '@domain'/);
    assert.ok(
      await send(cloud, rawMail({ From: "x@sub.company.example" }), { FromEmailAddress: "x@sub.company.example" }),
    );
  });

  it("limits recipients to 50 and refuses addresses outside ASCII", async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `r${index}@partner.example`);
    const to = (ToAddresses: string[]) => send(cloud, rawMail({}), { Destination: { ToAddresses } });
    assert.ok(await to(many(50)));
    await assert.rejects(to(many(51)), /Recipient count exceeds 50/);
    await assert.rejects(to([]), { name: "BadRequestException" });
    await assert.rejects(to(["jörg@partner.example"]), /Local address contains non-ASCII characters/);
    await assert.rejects(to(["bob"]), /Missing final '@domain'/);
  });

  it("takes recipients from the headers when the call names none", async () => {
    const raw = rawMail({
      To: "bob@partner.example",
      Cc: "Carol <carol@partner.example>",
      Bcc: "dave@partner.example",
    });
    const id = await send(cloud, raw, { Destination: undefined });
    assert.deepEqual(outbox().get(id)?.to, ["bob@partner.example", "carol@partner.example", "dave@partner.example"]);
  });

  it("obeys X-SES headers in the raw mail unless the call says otherwise", async () => {
    const raw = rawMail({ "X-SES-CONFIGURATION-SET": "optional", "X-SES-MESSAGE-TAGS": "a=1, b=2" });
    const obeyed = outbox().get(await send(cloud, raw, { ConfigurationSetName: undefined }));
    assert.equal(obeyed?.configurationSet, "optional");
    assert.deepEqual([obeyed.tags.a, obeyed.tags.b], [["1"], ["2"]]);
    const own = outbox().get(await send(cloud, raw, { EmailTags: [{ Name: "ledger", Value: "7" }] }));
    assert.equal(own?.configurationSet, "require");
    assert.deepEqual([own.tags.ledger, own.tags.a], [["7"], undefined]);
    await assert.rejects(send(cloud, raw, { ConfigurationSetName: "none" }), { name: "NotFoundException" });
    const unknown = rawMail({ "X-SES-CONFIGURATION-SET": "none" });
    await assert.rejects(send(cloud, unknown, { ConfigurationSetName: undefined }), { name: "NotFoundException" });
  });

  it("shows the outside SES's own Message-ID, Date and envelope sender, and no Bcc or control headers", async () => {
    const raw = rawMail({
      "Message-ID": "<mine@company.example>",
      Date: "Mon, 2 Nov 2026 10:00:00 +0000",
      Bcc: "dave@partner.example",
      "X-SES-CONFIGURATION-SET": "optional",
      "Return-Path": "<alice@company.example>",
      "X-Kept": "yes",
    });
    const id = await send(cloud, raw, { FromEmailAddress: "gate@gw.company.example" });
    const mail = outbox().get(id);
    assert.equal(mail?.returnPath, `${id}@bounce.gw.company.example`);
    const out = outgoingMessage(raw, mail, "us-east-1").toString();
    assert.ok(out.includes(`Message-ID: <${id}@email.amazonses.com>\r\n`));
    assert.ok(!/mine@company|^Bcc|dave@|X-SES-CONFIGURATION|^Return-Path/im.test(out));
    assert.ok(out.includes("X-Kept: yes\r\n"));
    assert.ok(out.endsWith("\r\n\r\nHello\r\n"));
  });

  it("refuses duplicated single headers, a second DKIM signature and a missing From", async () => {
    const twice = (name: string) =>
      Buffer.concat([Buffer.from(`${name}: a@company.example\r\n${name}: b@company.example\r\n`), rawMail({})]);
    for (const name of ["To", "Date", "Message-ID", "Reply-To", "MIME-Version"])
      await assert.rejects(send(cloud, twice(name)), new RegExp(`Duplicate header '${name}'`));
    await assert.rejects(
      send(cloud, Buffer.concat([Buffer.from("Subject: one\r\n"), rawMail({})])),
      /Duplicate header 'Subject'/,
    );
    await assert.rejects(
      send(cloud, rawMail({ "DKIM-Signature": "v=1; d=company.example" })),
      /Duplicate header 'DKIM-Signature'/,
    );
    await assert.rejects(send(cloud, Buffer.from("Subject: x\r\n\r\nbody\r\n")), /Missing required header 'From'/);
    assert.ok(await send(cloud, Buffer.concat([Buffer.from("Received: a\r\nReceived: b\r\n"), rawMail({})])));
  });

  it("refuses the attachment names on SES's list, however they are written", async () => {
    const refused = [
      'attachment; filename="setup.EXE"',
      "attachment; filename=run.js",
      "attachment; filename*=utf-8''link%2Elnk",
      'attachment; filename*0="certificate"; filename*1=".crt"',
      `attachment; filename="=?utf-8?B?${Buffer.from("x.bat").toString("base64")}?="`,
    ];
    for (const disposition of refused)
      await assert.rejects(send(cloud, rawMail(mixed, attachment(disposition))), /Illegal filename/, disposition);
    assert.ok(await send(cloud, rawMail(mixed, attachment('attachment; filename="report.exe.pdf"'))));
    assert.ok(
      await send(cloud, rawMail({}, 'Content-Disposition: attachment; filename="a.exe"\n')),
      "text is no attachment",
    );
  });

  it("refuses long lines, undeclared 8-bit content, 8-bit headers and more than 500 parts", async () => {
    assert.ok(await send(cloud, rawMail({}, `${"x".repeat(998)}\n`)));
    await assert.rejects(send(cloud, rawMail({}, `${"x".repeat(999)}\n`)), /line longer than 998/);
    await assert.rejects(send(cloud, rawMail({}, "gr\xc3\xbc\xc3\x9fe\n")), /8-bit content/);
    assert.ok(await send(cloud, rawMail({ "Content-Transfer-Encoding": "8bit" }, "gr\xc3\xbc\xc3\x9fe\n")));
    await assert.rejects(send(cloud, rawMail({ "X-Name": "J\xc3\xb6rg" })), /non-ASCII/);
    const parts = (count: number) => `${"--b\n\nx\n".repeat(count)}--b--\n`;
    assert.ok(await send(cloud, rawMail(mixed, parts(499))));
    await assert.rejects(send(cloud, rawMail(mixed, parts(500))), /Too many MIME parts/);
  });

  it("asks the caller's policies for the identity and for the configuration set", async () => {
    await assert.rejects(send(cloud, rawMail({}), {}, "Nobody"), {
      name: "AccessDeniedException",
      message:
        /^User `arn:aws:sts::111122223333:assumed-role\/\S+' is not authorized to perform `ses:SendRawEmail' on resource `arn:aws:ses:us-east-1:111122223333:identity\/company.example'$/,
    });
    await assert.rejects(send(cloud, rawMail({}), {}, "NoSet"), /configuration-set\/require/);
    assert.ok(await send(cloud, rawMail({}), {}, "OnlyAlice"));
    const mallory = rawMail({ From: "mallory@company.example" });
    const asMallory = { FromEmailAddress: "mallory@company.example" };
    await assert.rejects(send(cloud, mallory, asMallory, "OnlyAlice"), { name: "AccessDeniedException" });
  });

  it("tells that an identity may send, and names an operation it does not know", async () => {
    const client = new SESv2Client(cloud.client());
    const identity = await client.send(new GetEmailIdentityCommand({ EmailIdentity: "gw.company.example" }));
    assert.equal(identity.VerifiedForSendingStatus, true);
    assert.equal(identity.MailFromAttributes?.MailFromDomain, "bounce.gw.company.example");
    const unknown = client.send(new GetEmailIdentityCommand({ EmailIdentity: "other.example" }));
    await assert.rejects(unknown, { name: "NotFoundException" });
    await assert.rejects(
      client.send(new GetAccountCommand({})),
      /does not know the operation GET \/v2\/email\/account/,
    );
  });

  it("still has every mail after a restart", async () => {
    const raw = rawMail({ Subject: "kept" });
    const id = await send(cloud, raw);
    await cloud.restart();
    assert.equal(outbox().get(id)?.subject, "kept");
    assert.ok(raw.equals(await outbox().raw(id)));
    assert.equal(outbox().list()[0]?.id, id, "newest first");
  });
});
