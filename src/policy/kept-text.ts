import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { z } from "zod";
import { normalise } from "../mail/normalise.ts";
import type { TextWitness } from "./collect.ts";
import { Interrogation, type Questioned } from "./interrogation.ts";
import { SearchBudget, type Stopwatch, threadTime } from "./patterns/search-budget.ts";
import { ownHeaderSource, type TextSource } from "./text-sources.ts";
import { type Answer, type Question, scopes } from "./types.ts";

const MEGABYTE = 1_048_576;
/** Text that is kept of one message; of one that holds more, nothing is. */
const MOST = 24 * MEGABYTE;
/** Texts are packed together until they come to this. */
const CHUNK = MEGABYTE / 4;
/** CPU time for the patterns of one kept text: several are asked in one request. */
const MOST_FOR_PATTERNS = 4_000;

const alternative = "multipart/alternative";
const pack = promisify(gzip);
const unpack = promisify(gunzip);

const field = z.object({ name: z.string(), value: z.string() });
const head = z.object({
  version: z.literal(1),
  headers: z.array(field),
  /** Paths of the parts whose children are alternatives of each other. */
  alternatives: z.array(z.string()),
});
const line = z.object({
  scope: z.enum(scopes),
  part: z.string(),
  view: z.string(),
  text: z.string(),
  place: z.string().optional(),
  packed: z.boolean().optional(),
  /** Its cells have names, which are not kept. */
  named: z.boolean().optional(),
});

type Line = z.output<typeof line>;

/** Every text of a message as the engine read it, to be asked again when the message is gone. */
export type KeptText = Questioned & { readonly sources: readonly TextSource[] };

/**
 * Gathers the texts of a message while it is judged, and does its work afterwards: judging has limits of time, and must
 * not come nearer to them because texts are kept.
 */
export class TextKeeper implements TextWitness {
  readonly #message: Questioned;
  #kept: Line[] = [];
  #characters = 0;

  /** Fields of these names (in lower case) are secrets of the gateway, and are not kept. */
  constructor(message: Questioned, secretFields: ReadonlySet<string>) {
    const headers = message.headers.filter(({ name }) => !secretFields.has(name));
    this.#message = { headers, parts: message.parts };
  }

  take({ scope, part, view, text, place, packed, cellAt }: TextSource): void {
    this.#characters += text.length;
    const named = cellAt === undefined ? undefined : true;
    if (this.#characters <= MOST) this.#kept.push({ scope, part, view, text, place, packed, named });
    else this.#kept = [];
  }

  /** All of it, packed; null when it is more than is kept. */
  async whole(): Promise<Buffer | null> {
    if (this.#characters > MOST) return null;
    const packed: Buffer[] = [];
    let bytes = 0;
    for (const chunk of chunksOf(this.#lines())) {
      bytes += chunk.length;
      if (bytes > MOST) return null;
      // Packed pieces after one another are one packed whole (RFC 1952 section 2.2).
      packed.push(await pack(chunk, { level: 1 }));
    }
    return Buffer.concat(packed);
  }

  *#lines(): Generator<string> {
    const { headers, parts } = this.#message;
    const fields = headers.map(({ name, value }) => ({ name, value }));
    const alternatives = parts.filter(({ declaredType }) => declaredType === alternative).map(({ path }) => path);
    yield JSON.stringify({ version: 1, headers: fields, alternatives } satisfies z.input<typeof head>);
    for (const kept of this.#kept) {
      const isOwnHeader = kept.scope === "headers" && kept.part === "";
      yield JSON.stringify(isOwnHeader ? { ...kept, text: ownHeaderSource(headers).text } : kept);
    }
  }
}

/** Lines put together until they are worth packing. */
function* chunksOf(lines: Iterable<string>): Generator<Buffer> {
  let waiting: string[] = [];
  let length = 0;
  for (const each of lines) {
    waiting.push(each);
    length += each.length;
    if (length < CHUNK) continue;
    yield Buffer.from(`${waiting.join("\n")}\n`);
    waiting = [];
    length = 0;
  }
  if (waiting.length > 0) yield Buffer.from(`${waiting.join("\n")}\n`);
}

/** Reads what a keeper gathered; throws on anything else. */
export async function readKeptText(packed: Buffer): Promise<KeptText> {
  const text = (await unpack(packed, { maxOutputLength: MOST + MEGABYTE })).toString("utf8");
  const [first = "", ...others] = text.split("\n").filter((each) => each !== "");
  const { headers, alternatives } = head.parse(JSON.parse(first));
  return {
    headers: headers.map((each) => ({ ...each, start: 0, end: 0 })),
    parts: alternatives.map((path) => ({ path, declaredType: alternative })),
    sources: others.map((each): TextSource => {
      const { named, ...source } = line.parse(JSON.parse(each));
      return named === true ? { ...source, cellAt: () => source.place ?? "a table" } : source;
    }),
  };
}

/** Asks questions of a kept text; one that was not answered whole within its time is left out. */
export function askKeptText(
  text: KeptText,
  questions: readonly Question[],
  stopwatch: Stopwatch = threadTime,
): Record<string, Answer> {
  const interrogation = new Interrogation(text, questions, new SearchBudget(stopwatch, MOST_FOR_PATTERNS));
  for (const source of text.sources) interrogation.ask(source, normalise(source.text));
  return Object.fromEntries(
    Object.entries(interrogation.answers()).filter(([, { incomplete }]) => incomplete !== true),
  );
}
