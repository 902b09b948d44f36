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

/** Every text of a message as the engine read it, to be asked again when the message is gone. */
export type KeptText = Questioned & { readonly sources: readonly TextSource[] };

/** Gathers the texts of a message while it is judged. */
export class TextKeeper implements TextWitness {
  readonly #message: Questioned;
  readonly #packed: Buffer[] = [];
  #lines: string[] = [];
  #waiting = 0;
  #bytes = 0;
  #fault: unknown;

  /** Fields of these names (in lower case) are secrets of the gateway, and are not kept. */
  constructor(message: Questioned, secretFields: ReadonlySet<string>) {
    const headers = message.headers.filter(({ name }) => !secretFields.has(name));
    this.#message = { headers, parts: message.parts };
    const alternatives = message.parts
      .filter(({ declaredType }) => declaredType === "multipart/alternative")
      .map(({ path }) => path);
    const fields = headers.map(({ name, value }) => ({ name, value }));
    this.#add({ version: 1, headers: fields, alternatives } satisfies z.input<typeof head>);
  }

  /** Never throws: what goes wrong is told at the end. */
  async take(source: TextSource): Promise<void> {
    const { scope, part, view, text, place, packed, cellAt } =
      source.scope === "headers" && source.part === "" ? ownHeaderSource(this.#message.headers) : source;
    const named = cellAt === undefined ? undefined : true;
    this.#add({ scope, part, view, text, place, packed, named } satisfies z.input<typeof line>, text.length);
    if (this.#waiting >= CHUNK) await this.#pack();
  }

  /** All of it, packed; null when it is more than is kept. Throws what went wrong on the way. */
  async whole(): Promise<Buffer | null> {
    await this.#pack();
    if (this.#fault !== undefined) throw this.#fault;
    return this.#bytes > MOST ? null : Buffer.concat(this.#packed);
  }

  #add(value: object, characters = 0): void {
    this.#bytes += characters;
    if (this.#bytes > MOST) {
      this.#lines = [];
      return;
    }
    const written = `${JSON.stringify(value)}\n`;
    this.#lines.push(written);
    this.#waiting += written.length;
    this.#bytes += Buffer.byteLength(written) - characters;
  }

  async #pack(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    this.#waiting = 0;
    if (lines.length === 0) return;
    try {
      // Packed pieces after one another are one packed whole (RFC 1952 section 2.2).
      this.#packed.push(await pack(Buffer.from(lines.join("")), { level: 1 }));
    } catch (error) {
      this.#fault = error;
    }
  }
}

/** Reads what a keeper gathered; throws on anything else. */
export async function readKeptText(packed: Buffer): Promise<KeptText> {
  const text = (await unpack(packed, { maxOutputLength: MOST + MEGABYTE })).toString("utf8");
  const [first = "", ...others] = text.split("\n").filter((each) => each !== "");
  const { headers, alternatives } = head.parse(JSON.parse(first));
  return {
    headers: headers.map((each) => ({ ...each, start: 0, end: 0 })),
    parts: alternatives.map((path) => ({ path, declaredType: "multipart/alternative" })),
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
