import { Writable } from "node:stream";

type Done = (error?: Error | null) => void;

/** The stream a streaming handler writes to; the prelude leaves with the first `write`, as in AWS's runtime. */
export class ResponseStream extends Writable {
  readonly #send: (data: Uint8Array, done: Done) => void;
  #prelude: string | undefined;

  constructor(send: (data: Uint8Array, done: Done) => void) {
    super();
    this.#send = send;
  }

  /** Names the content type of the whole payload; the gateway does not need it. */
  setContentType(_type: string): void {}

  /** Status and headers that lead the body. */
  setPrelude(prelude: unknown): void {
    this.#prelude = JSON.stringify(prelude);
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    const prelude = this.#prelude;
    this.#prelude = undefined;
    const write = super.write.bind(this) as (chunk: unknown, ...rest: unknown[]) => boolean;
    if (prelude !== undefined) write(Buffer.concat([Buffer.from(prelude), Buffer.alloc(8)]));
    const plain = typeof chunk === "string" || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk);
    return write(plain, ...rest);
  }

  override _write(chunk: Buffer, _encoding: string, done: Done): void {
    if (chunk.length === 0) done();
    else this.#send(chunk, done);
  }
}
