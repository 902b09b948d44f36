type Level = "debug" | "info" | "warn" | "error";
const order: readonly Level[] = ["debug", "info", "warn", "error"];

/** Values that may stand in a log: codes, counts, ids. Never a subject, body, address or secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Structured lines on standard output, one JSON object each. */
export type Log = Readonly<Record<Level, (event: string, fields?: LogFields) => void>>;

/** A log that drops lines below `threshold`. */
export function createLog(threshold: Level = "info", write: (line: string) => void = toStdout): Log {
  const at =
    (level: Level) =>
    (event: string, fields: LogFields = {}) => {
      if (order.indexOf(level) >= order.indexOf(threshold)) write(JSON.stringify({ level, event, ...fields }));
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** What may be told of an unknown error: its name and code, not its message (it may quote mail). */
export function faultOf(error: unknown): LogFields {
  if (!(error instanceof Error)) return { fault: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    fault: error.name,
    code,
    at: error.stack
      ?.split("\n")
      .find((line) => line.includes("    at "))
      ?.trim(),
  };
}

function toStdout(line: string): void {
  process.stdout.write(`${line}\n`);
}
