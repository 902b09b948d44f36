import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { SealgateError } from "../src/errors.ts";

/** What `npm start` was told. */
export type StartOptions = {
  readonly help: boolean;
  readonly reset: boolean;
  readonly ports: { readonly smtp: number; readonly web: number; readonly api: number };
  readonly relay: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
  /** Where all state lies; undefined = .sealgate in the project. */
  readonly folder: string | undefined;
};

/** The text of `--help`. */
export const usage = `npm start -- [options]      runs the gateway on this machine until Ctrl-C

  --smtp-port <port>         where mail comes in (2525)
  --web-port <port>          Message Pickup Center, console and outbox (8025)
  --api-port <port>          the local AWS APIs (4599)
  --relay smtp://host:port   really deliver outgoing mail there
  -c <setting>=<value>       a setting of cdk.json for this run; may be repeated
  --folder <path>            where everything is kept (.sealgate)
  --reset                    forget all mail, accounts and settings first
  --help                     show this`;

/** A command line that cannot be used, in one sentence. */
export class UsageError extends SealgateError {
  constructor(message: string) {
    super("usage", 400, message);
  }
}

/** Reads the command line of `npm start`; anything unknown or wrong throws a sentence. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const values = parse(args);
  return {
    help: values.help,
    reset: values.reset,
    ports: {
      smtp: port("smtp-port", values["smtp-port"]),
      web: port("web-port", values["web-port"]),
      api: port("api-port", values["api-port"]),
    },
    relay: values.relay === undefined ? undefined : relay(values.relay),
    settings: Object.fromEntries(values.context.map(setting)),
    folder: values.folder === undefined ? undefined : resolve(values.folder),
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: "boolean", default: false },
        reset: { type: "boolean", default: false },
        "smtp-port": { type: "string", default: "2525" },
        "web-port": { type: "string", default: "8025" },
        "api-port": { type: "string", default: "4599" },
        relay: { type: "string" },
        folder: { type: "string" },
        context: { type: "string", short: "c", multiple: true, default: [] },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : String(error)}; npm start -- --help lists the options`,
    );
  }
}

function port(name: string, value: string): number {
  const number = Number(value);
  if (!/^\d{1,5}$/.test(value) || number > 65_535)
    throw new UsageError(`--${name} must be a port number up to 65535, not "${value}"`);
  return number;
}

function relay(value: string): string {
  const url = URL.parse(value);
  if (url?.protocol !== "smtp:" || url.hostname === "" || !["", "/"].includes(url.pathname))
    throw new UsageError(`--relay must look like smtp://host:port, not "${value}"`);
  return value;
}

function setting(pair: string): readonly [string, string] {
  const at = pair.indexOf("=");
  if (at < 1) throw new UsageError(`-c must look like setting=value, not "${pair}"`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
