import { attachment, entity, envelopeFields, multipart, quotedPart, textPart } from "./mime.ts";
import { prose } from "./prose.ts";
import { type Random, seeded } from "./random.ts";

/** A message of the corpus; `leaves` counts the parts that are not multiparts or messages. */
export type Sample = { readonly name: string; readonly raw: Buffer };

const MEGABYTE = 1_048_576;

/** The classes of mail that figures are told for; `plants` is put into the text of each. */
export function someMessages(plants = ""): Sample[] {
  const random = seeded(1);
  return [
    { name: "5 KB text", raw: plainText(random, 5_000, plants) },
    { name: "80 KB html", raw: html(random, 80_000, plants) },
    { name: "1 MB attachment", raw: withPicture(random, MEGABYTE, plants) },
    { name: "25 MB attachment", raw: withPicture(random, 25 * MEGABYTE, plants) },
    { name: "nested", raw: nested(random, 4, plants) },
    { name: "200 parts", raw: manyParts(random, 200, plants) },
  ];
}

/** A plain text of so many bytes. */
export function plainText(random: Random, bytes: number, plants: string): Buffer {
  return entity(
    { ...envelopeFields("Figures"), "Content-Type": "text/plain; charset=utf-8" },
    body(random, bytes, plants),
  );
}

/** Text and html of one message; the html is about so many bytes. */
export function html(random: Random, bytes: number, plants: string): Buffer {
  const paragraphs = body(random, bytes * 0.72, plants).split("\r\n");
  const rows = paragraphs.map((line) => `<p style="margin:0 0 4px 0;font-family:Arial">${line}</p>`);
  const page = `<html><head><style>p { color: #333 }</style></head><body>\r\n${rows.join("\r\n")}\r\n</body></html>`;
  const parts = [textPart(paragraphs.slice(0, 40).join("\r\n")), quotedPart(page, "text/html")];
  return multipart("alternative", "alt", parts, envelopeFields("Newsletter"));
}

/** A short text with a picture of so many bytes, which fills 4/3 of it in base64. */
export function withPicture(random: Random, bytes: number, plants: string): Buffer {
  const head = Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex");
  const picture = Buffer.concat([head, random.bytes(bytes - head.length)]);
  const parts = [textPart(body(random, 1_500, plants)), attachment("site.jpg", "image/jpeg", picture)];
  return multipart("mixed", "mix", parts, envelopeFields("Pictures"));
}

/** Messages in messages, each with alternatives; only the innermost has the plants. */
export function nested(random: Random, depth: number, plants: string): Buffer {
  const text = body(random, 2_000, depth === 0 ? plants : "");
  const page = `<html><body><p>${text.replaceAll("\r\n", "</p>\r\n<p>")}</p></body></html>`;
  const both = multipart("alternative", `alt${depth}`, [textPart(text), quotedPart(page, "text/html")]);
  const inner = depth === 0 ? [] : [entity({ "Content-Type": "message/rfc822" }, nested(random, depth - 1, plants))];
  return multipart("mixed", `mix${depth}`, [both, ...inner], envelopeFields(`Fwd: ${depth}`));
}

/** So many short text parts; the last has the plants. */
export function manyParts(random: Random, count: number, plants: string): Buffer {
  const parts = Array.from({ length: count }, (_, index) =>
    textPart(index === count - 1 ? body(random, 300, plants) : prose(random, 300)),
  );
  return multipart("mixed", "many", parts, envelopeFields("Parts"));
}

function body(random: Random, bytes: number, plants: string): string {
  const half = prose(random, Math.max(0, bytes - plants.length) / 2);
  return [half, plants, prose(random, Math.max(0, bytes - plants.length) / 2), ""].join("\r\n");
}
