import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { parseAddresses } from "../../src/mail/addresses.ts";
import { UsageError } from "./usage-error.ts";

/** What `sealgate evaluate` was told. */
export type EvaluateOptions = {
  readonly help: boolean;
  readonly policies: string | undefined;
  readonly directory: string | undefined;
  readonly from: string | undefined;
  readonly to: readonly string[];
  readonly text: string | undefined;
  readonly at: Date;
  readonly json: boolean;
  readonly jobs: number;
  /** Files and folders; "-" is standard input. */
  readonly paths: readonly string[];
};

/** Reads the command line of `sealgate evaluate`; anything unknown or wrong throws a sentence. */
export function readEvaluateOptions(args: readonly string[]): EvaluateOptions {
  const { values, positionals: paths } = parse(args);
  const { help, policies, directory, text, json } = values;
  if (!help) check(values, paths);
  return {
    ...{ help, policies, directory, text, json, paths },
    from: values.from === undefined ? undefined : address("--from", values.from),
    to: values.to.flatMap((value) => addresses("--to", value)),
    at: values.at === undefined ? new Date() : time(values.at),
    jobs: values.jobs === undefined ? availableParallelism() : count(values.jobs),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        policies: { type: "string" },
        directory: { type: "string" },
        from: { type: "string" },
        to: { type: "string", multiple: true, default: [] },
        text: { type: "string" },
        at: { type: "string" },
        json: { type: "boolean", default: false },
        jobs: { type: "string" },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}; sealgate evaluate --help lists the options`);
  }
}

type Inputs = { policies?: string; directory?: string; text?: string };

function check({ policies, directory, text }: Inputs, paths: readonly string[]): void {
  if (text === undefined && paths.length === 0)
    throw new UsageError("name at least one message, a folder, - for standard input, or --text STRING");
  if (text !== undefined && paths.length > 0)
    throw new UsageError(`give either --text or messages, not both: ${paths[0]} is one too many`);
  if ([policies, directory, ...paths].filter((path) => path === "-").length > 1)
    throw new UsageError("- can stand for standard input once only");
  if (directory !== undefined && policies === undefined)
    throw new UsageError("--directory needs --policies: the first policies ask for nobody's groups or attributes");
}

function address(option: string, value: string): string {
  const [first, ...more] = addresses(option, value);
  if (first === undefined || more.length > 0) throw new UsageError(`${option} takes one address, not "${value}"`);
  return first;
}

function addresses(option: string, value: string): string[] {
  const found = parseAddresses(value).map((mailbox) => mailbox.address);
  if (found.length === 0)
    throw new UsageError(`${option} must be an address such as bob@partner.example, not "${value}"`);
  return found;
}

function time(value: string): Date {
  const date = new Date(value);
  if (Number.isNaN(date.getTime()))
    throw new UsageError(`--at must be a time such as 2026-12-24T08:00:00Z, not "${value}"`);
  return date;
}

function count(value: string): number {
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new UsageError(`--jobs must be a number from 1 to 999, not "${value}"`);
  return Number(value);
}
