import { SealgateError } from "../errors.ts";

/** A sealed part that was altered, cut short, or belongs to another message or part. Nothing of it is released. */
export class UnsealError extends SealgateError {
  constructor(cause?: unknown) {
    super("unseal", 500, "a sealed part could not be opened", { cause });
  }
}
