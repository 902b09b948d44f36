import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { showMessage } from "../../../../src/mail/view.ts";
import { modifierOf, modifiers } from "../../../../src/policy/modifiers/index.ts";
import { parsePolicies } from "../../../../src/policy/parse-policies.ts";
import { aMail, aMultipart, aPart } from "../../mail/a-mail.ts";
import { policiesWith } from "../judging.ts";

function edited(type: string, settings: object, raw: Buffer): Buffer {
  const [policy] = policiesWith({
    conditions: { type: "already-encrypted" },
    modifiers: [{ type, settings }],
  }).policies;
  return modifierOf(type)?.edit(raw, policy?.modifiers[0]?.settings) ?? raw;
}

const problems = (modifier: object) => {
  const parsed = parsePolicies({
    version: 1,
    companyDomains: ["company.example"],
    policies: [
      { id: "p", name: "P", disposition: "send", conditions: { type: "already-encrypted" }, modifiers: [modifier] },
    ],
  });
  return parsed.ok ? [] : parsed.problems;
};

describe("modifiers of the header", () => {
  it("take a trigger out of the subject (strip-subject-trigger)", () => {
    const raw = edited("strip-subject-trigger", {}, aMail("Subject: [encrypt] Hello", "", "x"));
    assert.match(raw.toString(), /^Subject: Hello\r\n/);
  });

  it("put words before the subject once, whatever its encoding (subject-prefix)", async () => {
    const raw = aMail("Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=", "", "x");
    const once = edited("subject-prefix", { prefix: "[Extern]" }, raw);
    assert.equal((await showMessage(once)).subject, "[Extern] Grüße");
    assert.deepEqual(edited("subject-prefix", { prefix: "[extern]" }, once), once);
    assert.equal((await showMessage(edited("subject-prefix", {}, aMail("X: y", "", "x")))).subject, "[EXTERNAL]");
  });

  it("set a header field in place of one that is there (add-header)", () => {
    const raw = edited("add-header", { name: "X-Class", value: "Grün" }, aMail("x-class: red", "Subject: s", "", "x"));
    assert.equal(raw.toString(), "Subject: s\r\nX-Class: =?UTF-8?B?R3LDvG4=?=\r\n\r\nx\r\n");
  });

  it("never set fields that steer delivery, or more than one line", () => {
    for (const name of ["Bcc", "from", "X-SES-Configuration-Set", "Content-Type", "X-Sealgate-Mark"]) {
      assert.equal(problems({ type: "add-header", settings: { name, value: "x" } }).length, 1, name);
    }
    assert.equal(problems({ type: "add-header", settings: { name: "X-A", value: "a\r\nBcc: x@y.example" } }).length, 1);
    assert.equal(problems({ type: "subject-prefix", settings: { prefix: "a\nb" } }).length, 1);
  });
});

describe("the footer", () => {
  const settings = { text: "Vertraulich – nur für Sie" };
  const footed = (raw: Buffer, more: object = {}) => edited("footer", { ...settings, ...more }, raw);

  it("stands under text and html alike, attachments untouched", async () => {
    const raw = aMultipart(
      "multipart/mixed",
      'Content-Type: multipart/alternative; boundary="i"\r\n\r\n--i\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nHello\r\n--i\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n<html><body><p>Hello</p></body></html>\r\n--i--',
      "Content-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment\r\n\r\nfile",
    );
    const view = await showMessage(footed(raw));
    assert.match(view.text ?? "", /^Hello\s+Vertraulich – nur für Sie/);
    assert.match(view.html ?? "", /<p>Hello<\/p>\s*<p>Vertraulich &#8211; nur f&#252;r Sie<\/p>\s*<\/body>/);
    assert.equal(view.attachments[0]?.bytes().toString(), "file");
  });

  const words = "Grüße aus Köln";
  const encodings: [string, string, Buffer][] = [
    ["utf-8", "8bit", Buffer.from(words)],
    ["utf-8", "base64", Buffer.from(Buffer.from(words).toString("base64"))],
    ["utf-8", "quoted-printable", Buffer.from("Gr=C3=BC=C3=9Fe aus K=C3=B6ln")],
    ["iso-8859-1", "quoted-printable", Buffer.from("Gr=FC=DFe aus K=F6ln")],
    ["iso-8859-1", "8bit", Buffer.from(words, "latin1")],
    ["windows-1252", "base64", Buffer.from(Buffer.from(words, "latin1").toString("base64"))],
    ["utf-16le", "base64", Buffer.from(Buffer.from(words, "utf16le").toString("base64"))],
  ];
  for (const [charset, encoding, body] of encodings) {
    it(`is readable together with text in ${charset}, ${encoding}`, async () => {
      const fields = { "Content-Type": `text/plain; charset="${charset}"`, "Content-Transfer-Encoding": encoding };
      for (const text of [settings.text, "Confidential", "秘密"]) {
        const view = await showMessage(footed(aPart(fields, body), { text }));
        assert.equal(view.text?.replace(/\s+/g, " ").trim(), `${words} ${text}`);
      }
    });
  }

  it("can stand over the text, and as its own html", async () => {
    const html = { "Content-Type": "text/html" };
    const raw = footed(aPart(html, '<html><body class="x">Hi</body></html>'), {
      position: "start",
      html: "<hr><b>Top</b>",
    });
    assert.match((await showMessage(raw)).html ?? "", /<body class="x">\s*<hr><b>Top<\/b>\s*Hi<\/body>/);
    assert.match((await showMessage(footed(aPart({}, "Hi"), { position: "start" }))).text ?? "", /^Vertraulich.*\s+Hi/);
  });

  it("breaks no line and no boundary, in mail without any MIME header too", async () => {
    const raw = footed(aMail("Subject: x", "", "Hello"), { text: `${"long ".repeat(400)}\n--b\n.` });
    assert.ok(
      raw
        .toString("latin1")
        .split("\r\n")
        .every((line) => line.length < 999),
    );
    assert.match((await showMessage(raw)).text ?? "", /^Hello\s+long long/);
  });

  it("leaves signed and encrypted text as it is and says so in a header field", () => {
    const signed = aMultipart("multipart/signed", "\r\ntext", "Content-Type: application/pkcs7-signature\r\n\r\nx");
    const pgp = aPart({}, "-----BEGIN PGP MESSAGE-----\r\n\r\nabc\r\n-----END PGP MESSAGE-----");
    const smime = aPart({ "Content-Type": "application/pkcs7-mime" }, "x");
    for (const [raw, why] of [
      [signed, "signed"],
      [pgp, "encrypted"],
      [smime, "encrypted"],
    ] as const) {
      const result = footed(raw);
      assert.match(result.toString(), new RegExp(`X-Sealgate-Footer: not added \\(${why}\\)`));
      const bodyOf = (mail: Buffer) => mail.subarray(mail.indexOf("\r\n\r\n"));
      assert.deepEqual(bodyOf(result), bodyOf(raw));
    }
  });

  it("becomes a part of its own beside what is signed, where the policy wants that", async () => {
    const inner = "--b\r\n\r\ntext\r\n--b\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--b--\r\n";
    const signed = aMultipart("multipart/signed", "\r\ntext", "Content-Type: application/pkcs7-signature\r\n\r\nx");
    const raw = footed(signed, { whenUnchangeable: "part" });
    assert.ok(raw.includes(inner), "every byte of the signed part is there");
    assert.match((await showMessage(raw)).text ?? "", /text\s+Vertraulich – nur für Sie/);
  });
});

describe("modifiers that add recipients or tell people", () => {
  it("leave the message as it is and say what is to be done (bcc, redirect, notify)", () => {
    const adds = (type: string, settings: object) => modifierOf(type)?.adds(modifierOf(type)?.settings.parse(settings));
    assert.deepEqual(adds("bcc", { addresses: ["a@company.example"] }), [
      { kind: "copy", address: "a@company.example" },
    ]);
    assert.deepEqual(adds("redirect", { address: "a@b.example" }), [{ kind: "redirect", address: "a@b.example" }]);
    assert.deepEqual(adds("notify", { whom: "sender" }), [{ kind: "notify", whom: "sender", addresses: [], text: "" }]);
    const raw = aMail("Subject: x", "", "y");
    for (const type of ["bcc", "redirect", "notify"]) assert.equal(modifierOf(type)?.edit(raw, {}), raw);
  });

  it("tell nobody outside the company", () => {
    const notify = (address: string) =>
      problems({ type: "notify", settings: { whom: "administrators", addresses: [address] } });
    assert.deepEqual(notify("boss@company.example"), []);
    assert.match(notify("boss@partner.example")[0]?.message ?? "", /is not a company address/);
  });
});

describe("every modifier", () => {
  it("has a label, a sentence, and refuses settings it does not know", () => {
    const examples: Record<string, object> = {
      footer: settingsOf("text"),
      "add-header": { name: "X-A", value: "b" },
      bcc: { addresses: ["a@company.example"] },
      redirect: { address: "a@company.example" },
      notify: { whom: "sender" },
    };
    for (const { type, label, settings, sentence } of modifiers) {
      assert.notEqual(label, "");
      assert.match(sentence(settings.parse(examples[type] ?? {})), /\w+/);
      assert.equal(settings.safeParse({ ...examples[type], unknown: 1 }).success, false);
    }
  });
});

function settingsOf(text: string): object {
  return { text };
}
