import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { simpleParser } from "mailparser";
import { buildReport } from "../../../src/mail/build-report.ts";
import { stripForClearSend } from "../../../src/mail/clear-headers.ts";
import { editHeaders, HeaderValueError } from "../../../src/mail/edit-headers.ts";
import { fitForSes } from "../../../src/mail/fit-for-ses.ts";
import { stripSubjectTrigger } from "../../../src/mail/strip-subject-trigger.ts";
import { showMessage } from "../../../src/mail/view.ts";
import { aMail, aMultipart, aPart } from "./a-mail.ts";

const body = Buffer.from("line\r\n\0\x80\xff bare\nlf\rcr\r\n", "latin1");
const headOf = (raw: Buffer) => raw.toString("latin1").split("\r\n\r\n")[0];

describe("editing headers", () => {
  const raw = Buffer.concat([Buffer.from("A: 1\r\nB: 2\r\n folded\r\na: 3\r\n\r\n"), body]);

  it("removes, replaces and adds fields, and leaves the rest and the body alone", () => {
    const edited = editHeaders(raw, {
      remove: ["a"],
      replace: { C: "x" },
      prepend: [["P", "0"]],
      append: [["Z", "9"]],
    });
    assert.deepEqual(edited, Buffer.concat([Buffer.from("P: 0\r\nB: 2\r\n folded\r\nC: x\r\nZ: 9\r\n\r\n"), body]));
  });

  it("replaces only the first of several", () => {
    assert.equal(headOf(editHeaders(raw, { replace: { A: "x" } })), "A: x\r\nB: 2\r\n folded\r\na: 3");
  });

  it("refuses line breaks and bad names", () => {
    for (const value of ["x\r\nBcc: y", "x\ny", "x\ry", "x\0"]) {
      assert.throws(() => editHeaders(raw, { append: [["X", value]] }), HeaderValueError);
    }
    assert.throws(() => editHeaders(raw, { append: [["X: y\r\nZ", "v"]] }), HeaderValueError);
  });
});

describe("stripping for a clear send", () => {
  it("removes what steers the service or gives away recipients, and keeps the Message-ID in References", () => {
    const raw = aMail(
      "Return-Path: <x>",
      "X-SES-CONFIGURATION-SET: evil",
      "x-ses-message-tags : a=b",
      "Bcc: secret@x.example",
      "Resent-Bcc: s@x",
      "X-Gm-Original-To: y",
      "X-Secret: 123",
      "X-Sealgate-Marker: 1",
      "DKIM-Signature: v=1",
      "ARC-Seal: i=1",
      "From: a@company.example",
      "Message-ID: <1@x>",
      "References: <0@x>",
      "",
      "hello",
    );
    const stripped = stripForClearSend(raw, { secretHeader: "X-Secret" }).toString();
    assert.equal(
      stripped,
      "From: a@company.example\r\nMessage-ID: <1@x>\r\nReferences: <0@x>\r\n <1@x>\r\n\r\nhello\r\n",
    );
  });
});

describe("stripping a subject trigger", () => {
  const subjectOf = async (subject: string) =>
    (await simpleParser(stripSubjectTrigger(aMail(`Subject: ${subject}`, "", "x"), ["[encrypt]"]))).subject;

  it("removes it in any case, place and encoding", async () => {
    assert.equal(await subjectOf("[Encrypt] order 7"), "order 7");
    assert.equal(await subjectOf("order [ENCRYPT] 7"), "order 7");
    assert.equal(await subjectOf("=?utf-8?B?W2VuY3J5cHRdIGjDqWxsbw==?="), "héllo");
  });

  it("leaves a subject without it byte-identical", () => {
    const raw = aMail("Subject: =?utf-8?Q?a?=  b", "", "x");
    assert.equal(stripSubjectTrigger(raw, ["[encrypt]"]), raw);
  });
});

describe("a delivery report", () => {
  const report = {
    from: "postmaster@gw.company.example",
    to: "alice@company.example",
    subject: "Not delivered",
    text: "Your message was not delivered.",
    reportingDomain: "gw.company.example",
    date: new Date("2026-01-02T03:04:05Z"),
    recipients: [
      {
        address: "bob@partner.example",
        action: "failed" as const,
        status: "5.1.1",
        diagnostic: "550 5.1.1 no such user",
      },
    ],
    original: aMail("From: alice@company.example", "Subject: Grüße", "Bcc: hidden@x.example", "", "secret content"),
  };

  it("has the three parts of RFC 3464 and only the header section of the original", async () => {
    const raw = (await buildReport(report)).toString();
    assert.match(raw, /^Content-Type: multipart\/report; report-type=delivery-status;/m);
    assert.match(raw, /^Auto-Submitted: auto-replied/m);
    assert.match(
      raw,
      /Final-Recipient: rfc822; bob@partner\.example\r\nAction: failed\r\nStatus: 5\.1\.1\r\nDiagnostic-Code: smtp; 550 5\.1\.1 no such user/,
    );
    assert.match(raw, /Content-Type: text\/rfc822-headers/);
    assert.doesNotMatch(raw, /secret content|hidden@x/);
  });

  it("refuses line breaks in what others gave", async () => {
    const recipients = [{ ...report.recipients[0], diagnostic: "550\r\nBcc: x" }] as typeof report.recipients;
    await assert.rejects(buildReport({ ...report, recipients }), HeaderValueError);
    await assert.rejects(buildReport({ ...report, to: "a@b\r\nBcc: x" }), HeaderValueError);
  });
});

describe("fitting a message for SES", () => {
  it("gives the same buffer where nothing is to be done", () => {
    const raw = aMultipart("multipart/mixed", "\r\nhello", "Content-Type: image/png\r\n\r\nAAAA");
    assert.equal(fitForSes(raw).raw, raw);
  });

  it("re-encodes long lines and 8-bit text so that the content stays the same", async () => {
    const text = `Grüße ${"x".repeat(2_000)}`;
    const raw = aMultipart(
      "multipart/mixed",
      `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}`,
      "\r\nuntouched",
    );
    const { raw: fitted, changes, problem } = fitForSes(raw);
    assert.deepEqual([changes, problem], [["part-reencoded"], null]);
    assert.ok(
      fitted
        .toString("latin1")
        .split("\r\n")
        .every((line) => line.length <= 998),
    );
    assert.ok((await showMessage(fitted)).text?.includes(text));
    assert.ok(fitted.toString().includes("\r\nuntouched\r\n"));
  });

  it("declares what an undeclared 8-bit body is", async () => {
    const { raw } = fitForSes(aMail("Subject: x", "", "Grüße"));
    assert.equal((await showMessage(raw)).text?.trim(), "Grüße");
  });

  it("encodes names and subjects that stand in the header as they are", async () => {
    const { raw, changes } = fitForSes(aMail("From: Jörg <j@company.example>", "Subject: Grüße", "", "x"));
    assert.deepEqual(changes, ["header-encoded"]);
    const view = await showMessage(raw);
    assert.deepEqual([view.subject, view.from], ["Grüße", '"Jörg" <j@company.example>']);
  });

  const problems: [string, Buffer, string][] = [
    [
      "attachment names SES refuses",
      aPart({ "Content-Type": "application/octet-stream; name=Setup.EXE" }, "x"),
      "attachment-name",
    ],
    [
      "names that end in a dot",
      aPart({ "Content-Disposition": 'attachment; filename="a.js. "' }, "x"),
      "attachment-name",
    ],
    ["fields that stand twice", aMail("Subject: a", "Subject: b", "", "x"), "duplicate-header"],
    [
      "8-bit text under a signature",
      aMultipart(
        "multipart/signed",
        "Content-Type: text/plain\r\n\r\nGrüße",
        "Content-Type: application/pkcs7-signature\r\n\r\nAA",
      ),
      "signed-part",
    ],
    [
      "more than 500 parts",
      aMultipart("multipart/mixed", ...Array.from({ length: 501 }, () => "\r\nx")),
      "too-many-parts",
    ],
    [
      "addresses that are not ASCII",
      aMail("From: a@company.example", "To: jörg@partner.example", "", "x"),
      "non-ascii-address",
    ],
  ];
  for (const [name, raw, problem] of problems) {
    it(`names the problem of ${name} and changes nothing`, () =>
      assert.deepEqual(fitForSes(raw), { raw, changes: [], problem }));
  }
});

describe("the view of a message", () => {
  it("has subject, addresses, both bodies and attachments with their bytes", async () => {
    const raw = aMultipart(
      "multipart/mixed",
      "Content-Type: text/plain\r\n\r\nhello",
      "Content-Type: text/html\r\n\r\n<b>hello</b>",
      'Content-Type: text/csv\r\nContent-Disposition: attachment; filename="a.csv"\r\n\r\n1,2',
    );
    const view = await showMessage(raw);
    assert.equal(view.text?.trim(), "hello");
    assert.match(view.html ?? "", /<b>hello<\/b>/);
    assert.deepEqual(
      view.attachments.map(({ name, type, size, bytes }) => [name, type, size, bytes().toString()]),
      [["a.csv", "text/csv", 3, "1,2"]],
    );
  });

  it("is empty for bytes that are no message", async () => {
    assert.deepEqual((await showMessage(Buffer.from([0, 1, 2]))).attachments, []);
  });
});
