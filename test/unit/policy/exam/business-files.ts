import { aPdf, onePage, textAt } from "../../../support/formats/a-pdf.ts";
import { aZip } from "../../../support/formats/a-zip.ts";
import { aDocx, anXlsx, aParagraph } from "../../../support/formats/an-office-file.ts";
import { anOutlookMessage, text as property } from "../../../support/formats/an-outlook-message.ts";
import type { SeededRandom } from "../../../support/seeded-random.ts";
import { both, file, gif, jpeg, leaf, mp3, mp4, noise, png } from "./business-parts.ts";

/** Files that go along. */
export const files: Readonly<Record<string, (text: string, r: SeededRandom) => string>> = {
  "a Word document": (text) =>
    file(
      "Angebot.docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      aDocx(
        text
          .split("\r\n")
          .map((line) => aParagraph(line.replace(/[&<>]/g, "")))
          .join(""),
      ),
    ),
  "a workbook": (_, r) =>
    file(
      "Umsatz.xlsx",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      anXlsx([
        Array.from(
          { length: 60 },
          (_row, row) =>
            `<row r="${row + 1}">${["A", "B", "C", "D"].map((column) => `<c r="${column}${row + 1}"><v>${r.between(1, 99_999)}.${r.digits(2)}</v></c>`).join("")}</row>`,
        ).join(""),
      ]),
    ),
  "a PDF": (text) =>
    file(
      "invoice.pdf",
      "application/pdf",
      aPdf(
        onePage(
          text
            .split("\r\n")
            .slice(0, 30)
            .map((line, index) => textAt(50, 780 - index * 20, line.replace(/[^ -~]|[()\\]/g, "")))
            .join(""),
        ),
      ),
    ),
  "a scanned PDF": () => file("scan.pdf", "application/pdf", aPdf(onePage("q 600 0 0 800 0 0 cm Q"))),
  "a photo": (_, r) => file("IMG_20261110_101112.jpg", "image/jpeg", jpeg(r)),
  "a film": (_, r) => file("demo.mp4", "video/mp4", mp4(r)),
  "a voice message": (_, r) => file("voicemail.mp3", "audio/mpeg", mp3(r)),
  "an animated picture": (_, r) => file("banner.gif", "image/gif", gif(r)),
  "a zip of files": (text) =>
    file(
      "docs.zip",
      "application/x-zip-compressed",
      aZip([
        { name: "readme.txt", bytes: text },
        { name: "img/logo.png", bytes: png },
      ]),
    ),
  "a table": (_, r) =>
    file(
      "export.csv",
      "text/csv",
      Buffer.from(
        Array.from(
          { length: 80 },
          () =>
            `${r.text(3, "KLMNPQRS")}-${r.digits(4)};${r.digits(5)};2026-0${r.between(1, 9)}-1${r.between(0, 9)};${r.digits(3)},${r.digits(2)}`,
        ).join("\r\n"),
      ),
    ),
  "an invitation": () =>
    leaf(
      'text/calendar; charset="utf-8"; method=REQUEST',
      'BEGIN:VCALENDAR\r\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:040000008200E00074C5B7101A82E00800000000B0F1C2D3E4F5DB010000000000000000100\r\n 00000ABCDEF1234567890ABCDEF12345678\r\nDTSTART;TZID="W. Europe Standard Time":20261112T100000\r\nSUMMARY:Quarterly review\r\nDESCRIPTION:Meeting ID: 392 118 445 102\\nPasscode: aB3dE9\r\nORGANIZER;CN=Anna:mailto:anna@company.example\r\nEND:VEVENT\r\nEND:VCALENDAR',
    ),
  "a business card": () =>
    file(
      "anna.vcf",
      "text/vcard",
      Buffer.from(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna Keller\r\nTEL;TYPE=WORK:+49 30 1234567\r\nPHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk\r\n +M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\r\nEND:VCARD\r\n",
      ),
    ),
  "a forwarded message": (text) =>
    `Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\nFrom: carol@partner.example\r\nTo: anna@company.example\r\nSubject: Fwd: plan\r\nMIME-Version: 1.0\r\n${both(text)}`,
  "a saved Outlook message": (text) =>
    file("mail.msg", "application/vnd.ms-outlook", anOutlookMessage(property("0037", "Plan"), property("1000", text))),
  "an unsigned certificate": (_, r) => file("smime.p7s", "application/pkcs7-signature", noise(r, 1_200)),
  "an RTF letter": (text) =>
    file(
      "brief.rtf",
      "application/rtf",
      Buffer.from(
        `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs20 ${text.replace(/[^ -~\r\n]|[{}\\]/g, "").replaceAll("\r\n", "\\par\r\n")}}`,
      ),
    ),
};
