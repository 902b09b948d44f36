/** A fault or refusal with a stable code; `status` is the HTTP status where one is answered. */
export class SealgateError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.status = status;
  }
}
