import { SealgateError } from "../../src/errors.ts";

/** A command line or a file of policies that cannot be used, in words that say what to do; exit code 2. */
export class UsageError extends SealgateError {
  constructor(message: string) {
    super("usage", 400, message);
  }
}
