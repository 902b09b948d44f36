import { createRequire } from "node:module";
import { readPdf } from "../src/mail/formats/read-pdf.ts";
import { readMessage } from "../src/mail/read-message.ts";
import { atLeast, forInformation, notRun, type Report, type Row } from "./benchmark.ts";
import { attachment, envelopeFields, multipart, textPart } from "./corpus/mime.ts";
import { type Document, presentation, wordDocument, workbook } from "./corpus/office.ts";
import { pdfDocument } from "./corpus/pdf.ts";
import { seeded } from "./corpus/random.ts";
import { zipFile } from "./corpus/zip-file.ts";
import { compare, ms } from "./measure.ts";

const plants = ["card 4111 1111 1111 1111 here", "number 536-22-8471 here", "account DE89 3704 0044 0532 0130 00 here"];
const peer = "officeparser";

type Parse = (content: Buffer) => Promise<string>;

/** Text of office files, from a message that has them attached, against a library that gets the file alone. */
export async function formats(): Promise<Report> {
  const random = seeded(9);
  const parse = await loadPeer();
  const rows: Row[] = [];
  for (const document of [
    wordDocument(random, 2_000, plants),
    workbook(random, 3_000, plants),
    presentation(random, 500, plants),
  ])
    rows.push(await officeRow(document, parse));
  const alone = wordDocument(random, 500, plants);
  const zip = zipFile([{ name: alone.name, content: alone.content }]);
  rows.push(await ownRow({ name: "bench.zip", type: "application/zip", content: zip }));
  rows.push(await pdfRow(pdfDocument(random, 20, plants)));
  return {
    title: "Text of documents",
    notes: [
      "Ours includes reading the message and its base64; the planted values are found by both before times are taken.",
    ],
    rows,
  };
}

async function officeRow(document: Document, parse: Parse | null): Promise<Row> {
  const run = await ours(document);
  if (parse === null) return notRun(document.name, `${peer} is not installed`);
  const theirs = await parse(document.content);
  for (const plant of plants) if (!theirs.includes(plant)) throw new Error(`${peer} did not find "${plant}"`);
  const [own = 0, other = 0] = await compare([{ run }, { run: () => parse(document.content) }]);
  return atLeast(
    document.name,
    other / own,
    10,
    `${ms(own)} against ${ms(other)}, ${document.content.length >> 10} KB`,
  );
}

async function ownRow(document: Document): Promise<Row> {
  const [own = 0] = await compare([{ run: await ours(document) }]);
  return forInformation(document.name, `${ms(own)}, ${document.content.length >> 10} KB`);
}

/** The reader leaves PDFs to a process of their own, whose CPU time is not ours: here the file is read in this one. */
async function pdfRow({ name, content }: Document): Promise<Row> {
  const run = () => readPdf(content, { bytes: 1_048_576, milliseconds: 60_000 });
  const text = (await run()).texts.map((one) => one.text).join("\n");
  for (const plant of plants) if (!text.includes(plant)) throw new Error(`"${plant}" was not found in ${name}`);
  const [own = 0] = await compare([{ run }]);
  return forInformation(name, `${ms(own)}, ${content.length >> 10} KB, without the message around it`);
}

/** Reads the message with the document, after its text was seen to be whole. */
async function ours({ name, type, content }: Document): Promise<() => Promise<string>> {
  const raw = multipart("mixed", "mix", [textPart("See."), attachment(name, type, content)], envelopeFields("File"));
  const run = () => allText(raw);
  const text = await run();
  for (const plant of plants) if (!text.includes(plant)) throw new Error(`"${plant}" was not found in ${name}`);
  return run;
}

async function allText(raw: Buffer): Promise<string> {
  const { parts } = await readMessage(raw);
  const texts: string[] = [];
  for (const part of parts) for (const { text } of (await part.read()).texts) texts.push(text);
  return texts.join("\n");
}

/** The peer, or null where it was not installed. */
async function loadPeer(): Promise<Parse | null> {
  try {
    createRequire(import.meta.url).resolve(peer);
  } catch {
    return null;
  }
  const { parseOffice } = await import("officeparser");
  return async (content) => String((await (await parseOffice(content)).to("text")).value);
}
