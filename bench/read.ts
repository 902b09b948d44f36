import { createHash } from "node:crypto";
import { type Attachment, simpleParser } from "mailparser";
import type { ReadMessage } from "../src/mail/message.ts";
import { readMessage } from "../src/mail/read-message.ts";
import { atLeast, forInformation, type Report, type Row } from "./benchmark.ts";
import { type Sample, someMessages } from "./corpus/messages.ts";
import { compare, ms } from "./measure.ts";

const skips = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true };

/**
 * Reading alone, every part decoded, against mailparser's simpleParser with all that it can skip skipped. It hands over
 * an attached message as a file: to see what we see, it is asked again for each.
 */
export async function read(): Promise<Report> {
  const rows: Row[] = [];
  for (const sample of someMessages()) rows.push(...(await readOne(sample)));
  return {
    title: "Reading against simpleParser",
    notes: [
      "Both decode every part, those of attached messages too, for which simpleParser is asked again; attachments are compared by hash and texts by length before times are taken.",
    ],
    rows,
  };
}

async function readOne({ name, raw }: Sample): Promise<Row[]> {
  const { attachments } = await assertSame(raw);
  const [ours = 0, theirs = 0, texts = 0, outermost = 0] = await compare([
    { run: () => decodeAll(raw) },
    { run: () => parseAll(raw) },
    { run: () => readAllTexts(raw) },
    { run: () => simpleParser(raw, skips) },
  ]);
  const goal = raw.length > 20_000_000 ? 10 : 5;
  const times = (ratio: number) => `${ratio.toFixed(2)} ×`;
  const inside = attachments.some(isMessage)
    ? [forInformation(`${name}, simpleParser not looking into attached messages`, times(outermost / ours))]
    : [];
  return [
    atLeast(name, theirs / ours, goal, `${ms(ours)} against ${ms(theirs)}`),
    ...inside,
    forInformation(`${name}, with every text that a reader could see`, `${times(theirs / texts)} (${ms(texts)})`),
  ];
}

type Parsed = { readonly attachments: readonly Attachment[]; readonly letters: number };

/** What simpleParser shows of a message and of those attached to it. */
async function parseAll(raw: Buffer): Promise<Parsed> {
  const { attachments, text = "", html } = await simpleParser(raw, skips);
  let letters = lettersOf(text) + lettersOf(html || "");
  const all = [...attachments];
  for (const attached of attachments.filter(isMessage)) {
    const inner = await parseAll(attached.content);
    all.push(...inner.attachments);
    letters += inner.letters;
  }
  return { attachments: all, letters };
}

function isMessage({ contentType }: Attachment): boolean {
  return contentType === "message/rfc822";
}

function lettersOf(text: string): number {
  return text.replaceAll(/\s+/g, "").length;
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

async function assertSame(raw: Buffer): Promise<Parsed> {
  const { message, leaves } = await decodeAll(raw);
  const parsed = await parseAll(raw);
  const known = new Set(parsed.attachments.map(({ content }) => hash(content)));
  const files = message.parts.filter(({ kind, names }) => kind === "leaf" && names.length > 0);
  for (const file of files)
    if (!known.has(hash(file.bytes()))) throw new Error(`part ${file.path} differs from simpleParser's`);
  const ofFiles = files.reduce((sum, file) => sum + lettersOf(file.bytes().toString()), 0);
  const own = leaves.reduce((sum, bytes) => sum + lettersOf(bytes.toString()), 0) - ofFiles;
  if (own < parsed.letters) throw new Error(`simpleParser shows ${parsed.letters} letters and we ${own}`);
  return parsed;
}

function hash(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
