import { aZip } from "../../../support/formats/a-zip.ts";
import { SeededRandom } from "../../../support/seeded-random.ts";
import { files } from "./business-files.ts";
import {
  both,
  envelope,
  file,
  html,
  jpeg,
  leaf,
  lines,
  multipart,
  noise,
  paragraphs,
  png,
  quoted,
  wrap,
} from "./business-parts.ts";

/** Ordinary mail by what it is. */
export type Business = Readonly<Record<string, Buffer>>;

/** Bodies: what people and machines write. */
const bodies: Readonly<Record<string, (text: string, r: SeededRandom) => string>> = {
  "plain text": (text) => leaf("text/plain; charset=us-ascii", text.replace(/\P{ASCII}/gu, "?"), "7bit"),
  "text in Latin 1": (text) =>
    leaf(
      "text/plain; charset=iso-8859-1",
      quoted(Buffer.from(text.replace(/[^\p{ASCII}\p{Script=Latin}]/gu, "?"), "latin1")),
      "quoted-printable",
    ),
  "text in UTF-8": (text) =>
    leaf("text/plain; charset=UTF-8; format=flowed", quoted(Buffer.from(text)), "quoted-printable"),
  "text in base64": (text) => leaf('text/plain; charset="utf-8"', wrap(Buffer.from(text)), "base64"),
  "both forms": (text) => both(text),
  newsletter: (text) =>
    html(
      `${paragraphs(text)}<a href="https://news.example/c?id=4${"0123456789".repeat(2)}&h=deadbeef">Read more</a><!--[if mso]><table><tr><td><![endif]--><p>&copy; 2026 Northwind&nbsp;Ltd &middot; Unsubscribe</p>`,
    ),
  "a reply with a chain": (text) =>
    leaf(
      "text/plain; charset=utf-8",
      `Thanks, that works.\r\n\r\nBest\r\nAnna\r\n\r\n-- \r\nAnna Keller | +49 30 1234567\r\n\r\nOn Mon, 9 Nov 2026 at 10:00, Bob <bob@partner.example> wrote:\r\n${text.replace(/^/gm, "> ")}\r\n>> older\r\n>>> oldest`,
    ),
  "a picture in the signature": (text, r) =>
    multipart(
      'multipart/related; type="multipart/alternative"',
      "_004_rel_",
      both(text),
      file("image001.png", "image/png", png, "inline"),
      file("image002.jpg", "image/jpeg", jpeg(r), "inline"),
    ),
};

/** Mail that is of a kind of its own. */
const others: Readonly<Record<string, (r: SeededRandom) => string[]>> = {
  "a delivery report": (r) => [
    ...envelope(r, "Undeliverable: plan", ["Auto-Submitted: auto-replied"]),
    multipart(
      "multipart/report; report-type=delivery-status",
      "=_dsn_",
      leaf("text/plain; charset=us-ascii", "Delivery has failed to these recipients.", "7bit"),
      "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.company.example\r\nArrival-Date: Tue, 10 Nov 2026 09:00:00 +0000\r\n\r\nFinal-Recipient: rfc822; bob@partner.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown",
      "Content-Type: text/rfc822-headers\r\n\r\nSubject: plan\r\nFrom: anna@company.example",
    ),
  ],
  "a read receipt": (r) => [
    ...envelope(r, "Read: plan"),
    multipart(
      "multipart/report; report-type=disposition-notification",
      "=_mdn_",
      leaf("text/plain", "Your message was read.", "7bit"),
      "Content-Type: message/disposition-notification\r\n\r\nReporting-UA: Outlook\r\nFinal-Recipient: rfc822; bob@partner.example\r\nDisposition: manual-action/MDN-sent-manually; displayed",
    ),
  ],
  "an out-of-office reply": (r) => [
    ...envelope(r, "Automatic reply: plan", ["Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"]),
    leaf(
      "text/plain; charset=utf-8",
      "I am away until 30 November. Please contact anna@company.example, +49 30 1234567.",
    ),
  ],
  "a signed message": (r) => [
    ...envelope(r, "signed"),
    multipart(
      'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256',
      "=_sig_",
      both("Please see below."),
      file("smime.p7s", "application/pkcs7-signature", noise(r, 2_000)),
    ),
  ],
  "a PGP signed message": (r) => [
    ...envelope(r, "signed"),
    multipart(
      'multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha512',
      "=_pgp_",
      leaf("text/plain; charset=utf-8", "Hello Bob"),
      leaf(
        "application/pgp-signature; name=signature.asc",
        `-----BEGIN PGP SIGNATURE-----\r\n\r\n${wrap(noise(r, 300))}\r\n=abcd\r\n-----END PGP SIGNATURE-----`,
        "7bit",
      ),
    ),
  ],
  "a PGP clear-signed message": (r) => [
    ...envelope(r, "signed"),
    leaf(
      "text/plain",
      `-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA512\r\n\r\nHello Bob\r\n-----BEGIN PGP SIGNATURE-----\r\n\r\n${wrap(noise(r, 300))}\r\n-----END PGP SIGNATURE-----`,
      "7bit",
    ),
  ],
  "a PGP key": (r) => [
    ...envelope(r, "my key"),
    multipart(
      "multipart/mixed",
      "=_k_",
      leaf("text/plain", "my key", "7bit"),
      leaf(
        'application/pgp-keys; name="key.asc"',
        `-----BEGIN PGP PUBLIC KEY BLOCK-----\r\n\r\n${wrap(noise(r, 600))}\r\n-----END PGP PUBLIC KEY BLOCK-----`,
        "7bit",
      ),
    ),
  ],
  "a list message": (r) => [
    ...envelope(r, "[dev] release", [
      "List-Id: <dev.lists.example>",
      "List-Unsubscribe: <https://lists.example/u/1234567890123456>",
      "Precedence: list",
    ]),
    multipart(
      "multipart/mixed",
      "=_l_",
      leaf("text/plain; charset=utf-8", lines(5, 20)),
      leaf("text/plain; charset=us-ascii", "_____\r\ndev mailing list\r\nhttps://lists.example/dev", "7bit"),
    ),
  ],
  "a digest": (r) => [
    ...envelope(r, "digest"),
    multipart(
      "multipart/mixed",
      "=_d_",
      leaf("text/plain", "Topics", "7bit"),
      multipart(
        "multipart/digest",
        "=_dd_",
        "\r\nSubject: one\r\nFrom: a@b.example\r\n\r\nhello",
        "\r\nSubject: two\r\nFrom: a@b.example\r\n\r\nhello",
      ),
    ),
  ],
  "a DMARC report": (r) => [
    ...envelope(r, "Report Domain: company.example"),
    file(
      "google.com!company.example!1762732800.zip",
      "application/zip",
      aZip([
        {
          name: "report.xml",
          bytes:
            '<?xml version="1.0"?><feedback><record><row><source_ip>192.0.2.1</source_ip><count>12</count></row></record></feedback>',
        },
      ]),
    ),
  ],
  "a monitoring alert": (r) => [
    ...envelope(r, "ALARM: CPU"),
    leaf("text/plain", lines(9, 12).replace(/\P{ASCII}/gu, "?"), "7bit"),
  ],
  "a code change": (r) => [
    ...envelope(r, "[PATCH] fix"),
    leaf(
      "text/plain; charset=UTF-8",
      `diff --git a/a.ts b/a.ts\r\nindex ${r.text(7, "0123456789abcdef")}..${r.text(7, "0123456789abcdef")} 100644\r\n--- a/a.ts\r\n+++ b/a.ts\r\n@@ -1,4 +1,4 @@\r\n-const begin = 644;\r\n+const begin = 645;\r\n`,
    ),
  ],
  "an empty message": (r) => [...envelope(r, "ping"), "Content-Type: text/plain\r\n\r\n"],
  "a fax": (r) => [
    ...envelope(r, "Fax from +49 30 1234567"),
    multipart(
      "multipart/mixed",
      "=_f_",
      leaf("text/plain", "1 page", "7bit"),
      file("fax.tif", "image/tiff", Buffer.concat([Buffer.from("49492a0008000000", "hex"), noise(r, 2_000)])),
    ),
  ],
};

const prose = {
  English:
    "Dear Bob,\r\n\r\nplease find attached the offer for 25 units at 1,299.00 EUR each. It is valid until 30 November.\r\n\r\nKind regards\r\nAnna Keller\r\nNorthwind Ltd, 12 High Street, London EC1A 1BB\r\nTel. +44 20 7946 0958",
  German:
    "Sehr geehrter Herr Schmidt,\r\n\r\nanbei erhalten Sie die Rechnung Nr. 2026-004711 über 1.299,00 € zzgl. 19 % MwSt. Bitte überweisen Sie bis 30.11.2026.\r\n\r\nMit freundlichen Grüßen\r\nAnna Keller\r\nAmtsgericht Berlin HRB 123456, USt-IdNr. auf Anfrage",
  French:
    "Bonjour Madame,\r\n\r\nveuillez trouver ci-joint le devis n° 2026-118 d'un montant de 1 299,00 € TTC.\r\n\r\nCordialement,\r\nAnne",
  Japanese:
    "田中様\r\n\r\nお世話になっております。見積書をお送りいたします。金額は１，２９９円です。\r\n電話：03-1234-5678\r\n\r\nよろしくお願いいたします。",
  Chinese: "王先生：\r\n\r\n附件是报价单，总价人民币12,990元，订单号202611100001。\r\n电话：010-62345678\r\n\r\n谢谢",
  Arabic: "السيد أحمد،\r\n\r\nتجدون مرفقا عرض السعر رقم ٢٠٢٦١١٨ بقيمة ١٢٩٩ يورو.\r\n\r\nمع التحية",
  Russian:
    "Уважаемый Иван Петрович,\r\n\r\nнаправляем счёт № 2026-118 на сумму 12 990,00 руб. Тел. +7 495 123-45-67\r\n\r\nС уважением",
} as const;

/** Ordinary business mail: every language in every form, every kind of file, and mail of machines. */
export function businessMail(): Business {
  const r = new SeededRandom(404);
  const mails: Record<string, Buffer> = {};
  const add = (name: string, parts: readonly string[]) => {
    mails[name] = Buffer.from(parts.join("\r\n"), "utf8");
  };
  for (const [language, text] of Object.entries(prose))
    for (const [form, body] of Object.entries(bodies))
      add(`${language}, ${form}`, [...envelope(r, `${language} offer`), body(text, r)]);
  for (const [name, attach] of Object.entries(files))
    for (const seed of [1, 2, 3, 4, 5])
      add(`${name}, ${seed}`, [
        ...envelope(r, "Documents"),
        multipart("multipart/mixed", "_005_mix_", both(lines(seed * 31, 25)), attach(lines(seed * 57, 25), r)),
      ]);
  for (const [name, build] of Object.entries(others)) add(name, build(r));
  return mails;
}
