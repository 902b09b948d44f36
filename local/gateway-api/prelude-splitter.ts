import { type Head, readPrelude } from "./answer.ts";

/** AWS looks for the end of the prelude within this many bytes. */
const longestPrelude = 16 * 1024;
const delimiter = Buffer.alloc(8);

/** Takes a streamed answer apart: the prelude up to eight NUL bytes, then the body. */
export class PreludeSplitter {
  readonly #onHead: (head: Head) => void;
  readonly #onBody: (data: Buffer) => void;
  #held: Buffer | undefined = Buffer.alloc(0);
  /** The prelude was read (and was good) or not yet. */
  started = false;

  constructor(onHead: (head: Head) => void, onBody: (data: Buffer) => void) {
    this.#onHead = onHead;
    this.#onBody = onBody;
  }

  /** Takes the next bytes; false when the prelude is malformed. */
  take(data: Buffer): boolean {
    if (this.started) {
      this.#onBody(data);
      return true;
    }
    if (this.#held === undefined) return false;
    const held = Buffer.concat([this.#held, data]);
    const end = held.indexOf(delimiter);
    this.#held = held;
    if (end < 0) return held.length <= longestPrelude;
    const head = readPrelude(held.subarray(0, end));
    this.#held = undefined;
    if (head === undefined) return false;
    this.started = true;
    this.#onHead(head);
    if (held.length > end + delimiter.length) this.#onBody(held.subarray(end + delimiter.length));
    return true;
  }
}
