import { businessText } from "../../../support/business-text.ts";
import { SeededRandom } from "../../../support/seeded-random.ts";
import { base64 } from "./hostile.ts";

/** A picture of one pixel. */
export const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
/** Bytes without meaning. */
export const noise = (r: SeededRandom, length: number) => Buffer.from(Array.from({ length }, () => r.between(0, 255)));
/** A photo. */
export const jpeg = (r: SeededRandom) =>
  Buffer.concat([
    Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"),
    noise(r, 4_000),
    Buffer.from("ffd9", "hex"),
  ]);
/** A moving picture. */
export const gif = (r: SeededRandom) => Buffer.concat([Buffer.from("GIF89a"), noise(r, 900)]);
/** A film. */
export const mp4 = (r: SeededRandom) =>
  Buffer.concat([
    Buffer.from("0000001c6674797069736f6d0000020069736f6d69736f32617663316d703431", "hex"),
    noise(r, 3_000),
  ]);
/** A recording. */
export const mp3 = (r: SeededRandom) =>
  Buffer.concat([Buffer.from("49443304000000000000", "hex"), Buffer.from("fffb9064", "hex"), noise(r, 3_000)]);
/** So many lines of business text. */
export const lines = (seed: number, count: number) =>
  [...businessText(new SeededRandom(seed), count)]
    .map(({ text }) => text.replaceAll("\x1f", "\t").replaceAll("\n", "\r\n"))
    .join("\r\n");

/** Base64 in lines. */
export const wrap = (bytes: Buffer) => bytes.toString("base64").replace(/.{76}/g, "$&\r\n");

/** Header fields as a big provider's server writes them. */
export function envelope(r: SeededRandom, subject: string, more: readonly string[] = []): string[] {
  const id = r.text(22, "abcdefghijklmnopqrstuvwxyz0123456789");
  return [
    `Received: from mail-${r.text(6, "abcdef")}.company.example (mail.company.example [192.0.2.${r.between(1, 254)}]) by mx.partner.example with ESMTPS id ${id} (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); Tue, 10 Nov 2026 09:${r.between(10, 59)}:00 +0100 (CET)`,
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=company.example; s=s1; t=17${r.digits(8)}; h=from:to:subject; bh=${base64(noise(r, 32))}; b=${base64(noise(r, 128))}`,
    `Message-ID: <${id}.${r.digits(16)}@mail.company.example>`,
    "Date: Tue, 10 Nov 2026 09:12:00 +0100",
    "From: =?utf-8?Q?J=C3=BCrgen_M=C3=BCller?= <juergen.mueller@company.example>",
    'To: "Smith, Bob" <bob@partner.example>',
    `Subject: ${subject}`,
    "MIME-Version: 1.0",
    `Thread-Index: ${base64(noise(r, 22))}`,
    `X-MS-Exchange-CrossTenant-Network-Message-Id: ${r.text(8, "0123456789abcdef")}-1234-4321-aaaa-${r.text(12, "0123456789abcdef")}`,
    ...more,
  ];
}

/** A part of one body. */
export const leaf = (type: string, body: string, encoding = "8bit", more = "") =>
  `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}${more}\r\n\r\n${body}`;
/** A page as newsletters are built. */
export const html = (body: string) =>
  leaf(
    "text/html; charset=utf-8",
    `<!DOCTYPE html><html><head><meta charset="utf-8"><style>@media (max-width:600px){.w{width:100%!important}} .preheader{display:none;max-height:0}</style></head><body><span class="preheader">Preview of this week</span><table width="100%" cellpadding="0"><tr><td style="font-family:Arial">${body}</td></tr></table><img src="https://t.example/o?u=${"a1".repeat(12)}" width="1" height="1"></body></html>`,
  );
/** Lines as paragraphs. */
export const paragraphs = (text: string) =>
  text
    .split("\r\n")
    .map((line) => `<p>${line.replace(/[&<>]/g, "")}</p>`)
    .join("\r\n");
/** A multipart with a preamble. */
export const multipart = (type: string, boundary: string, ...parts: string[]) =>
  `Content-Type: ${type}; boundary="${boundary}"\r\n\r\nThis is a multi-part message in MIME format.\r\n${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("")}--${boundary}--\r\n`;
/** A file in base64. */
export const file = (name: string, type: string, bytes: Buffer, disposition = "attachment") =>
  `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: ${disposition}; filename="${name}"; size=${bytes.length}\r\nContent-Transfer-Encoding: base64\r\n${disposition === "inline" ? `Content-ID: <${name}@01DC.ABCD>\r\n` : ""}\r\n${wrap(bytes)}`;
/** A text in both forms. */
export const both = (text: string) =>
  multipart("multipart/alternative", "_000_alt_", leaf("text/plain; charset=utf-8", text), html(paragraphs(text)));

/** Quoted-printable with soft line breaks. */
export function quoted(bytes: Buffer): string {
  let out = "";
  let column = 0;
  for (const byte of bytes) {
    const plain = (byte >= 32 && byte < 127 && byte !== 61) || byte === 13 || byte === 10;
    const piece = plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (byte === 10) column = -piece.length;
    else if (column + piece.length > 74) {
      out += "=\r\n";
      column = 0;
    }
    out += piece;
    column += piece.length;
  }
  return out;
}
