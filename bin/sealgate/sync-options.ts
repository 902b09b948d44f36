import { parseArgs } from "node:util";
import type { GatewayOptions } from "./gateway-api.ts";
import { UsageError } from "./usage-error.ts";

/** What a command line of `policies pull|plan|push` says. */
export type SyncOptions = GatewayOptions & {
  readonly help: boolean;
  readonly file: string | undefined;
  readonly days: number;
  readonly note: string | undefined;
  readonly basedOn: number | undefined;
  readonly acceptHoles: boolean;
};

/** Reads the arguments behind `policies pull|plan|push`. */
export function readSyncOptions(args: readonly string[]): SyncOptions {
  const { values, positionals } = parse(args);
  const [file, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`one file at a time, please: ${others[0]} is one too many`);
  return {
    help: values.help,
    url: values.url,
    keyFile: values["key-file"],
    file,
    days: numberOf("--days", values.days, 1, 400) ?? 7,
    note: values.note,
    basedOn: numberOf("--based-on", values["based-on"], 1, 99_999_999),
    acceptHoles: values["accept-holes"],
  };
}

function numberOf(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageError(`${name} must be a whole number from ${least} to ${most}`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        url: { type: "string" },
        "key-file": { type: "string" },
        days: { type: "string" },
        note: { type: "string" },
        "based-on": { type: "string" },
        "accept-holes": { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}; sealgate policies --help lists the options`);
  }
}
