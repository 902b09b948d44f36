import { createHash } from "node:crypto";
import { simpleParser } from "mailparser";
import type { ReadMessage } from "../src/mail/message.ts";
import { readMessage } from "../src/mail/read-message.ts";
import { atLeast, forInformation, type Report, type Row } from "./benchmark.ts";
import { type Sample, someMessages } from "./corpus/messages.ts";
import { compare, ms } from "./measure.ts";

const skips = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true };

/** Reading alone, every part decoded, against mailparser's simpleParser with all that it can skip skipped. */
export async function read(): Promise<Report> {
  const rows: Row[] = [];
  for (const sample of someMessages()) rows.push(...(await readOne(sample)));
  return {
    title: "Reading against simpleParser",
    notes: ["Both decode every part; attachments are compared by hash and texts by length before times are taken."],
    rows,
  };
}

async function readOne({ name, raw }: Sample): Promise<Row[]> {
  await assertSame(raw);
  const [ours = 0, theirs = 0, texts = 0] = await compare([
    { run: () => decodeAll(raw) },
    { run: () => simpleParser(raw, skips) },
    { run: () => readAllTexts(raw) },
  ]);
  const goal = raw.length > 20_000_000 ? 10 : 5;
  return [
    atLeast(name, theirs / ours, goal, `${ms(ours)} against ${ms(theirs)}`),
    forInformation(
      `${name}, with every text that a reader could see`,
      `${(theirs / texts).toFixed(2)} × (${ms(texts)})`,
    ),
  ];
}

/** Structure, and every part's bytes. */
async function decodeAll(raw: Buffer): Promise<{ message: ReadMessage; leaves: Buffer[] }> {
  const message = await readMessage(raw);
  return { message, leaves: message.parts.filter(({ kind }) => kind === "leaf").map((part) => part.bytes()) };
}

/** Structure, and every view of every part's text as judging sees it. */
async function readAllTexts(raw: Buffer): Promise<number> {
  const { parts } = await readMessage(raw);
  let length = 0;
  for (const part of parts) for (const { text } of (await part.read()).texts) length += text.length;
  return length;
}

async function assertSame(raw: Buffer): Promise<void> {
  const { message, leaves } = await decodeAll(raw);
  const parsed = await simpleParser(raw, skips);
  const files = message.parts.filter(({ kind, isAttachment }) => kind === "leaf" && isAttachment);
  const theirs = new Set(parsed.attachments.map(({ content }) => hash(content)));
  for (const file of files.filter(({ path }) => !isInMessage(message, path)))
    if (!theirs.has(hash(file.bytes()))) throw new Error(`part ${file.path} differs from simpleParser's`);
  const letters = (text: string) => text.replaceAll(/\s+/g, "").length;
  const texts = leaves
    .filter((_, index) => !files.includes(leafAt(message, index)))
    .map((bytes) => letters(bytes.toString()));
  const their = letters(parsed.text ?? "") + letters(typeof parsed.html === "string" ? parsed.html : "");
  const own = texts.reduce((sum, length) => sum + length, 0);
  if (own < their) throw new Error(`simpleParser shows ${their} letters and we ${own}`);
}

function leafAt({ parts }: ReadMessage, index: number) {
  return parts.filter(({ kind }) => kind === "leaf")[index] as ReadMessage["parts"][number];
}

function isInMessage({ parts }: ReadMessage, path: string): boolean {
  return parts.some((part) => part.kind === "message" && path.startsWith(`${part.path}.`));
}

function hash(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
