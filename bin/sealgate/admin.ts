import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { adminHelp } from "./help.ts";
import type { DirectoryTable } from "./reset-password.ts";
import { UsageError } from "./usage-error.ts";

/** `sealgate admin reset USER`. */
export async function admin(args: readonly string[]): Promise<void> {
  const { values, positionals } = parse(args);
  const [action, userName, ...others] = positionals;
  if (values.help || action === undefined) {
    process.stdout.write(adminHelp);
    return;
  }
  if (action !== "reset") throw new UsageError(`admin ${action} is not known; it is reset`);
  if (userName === undefined || others.length > 0)
    throw new UsageError("name one administrator: sealgate admin reset USER");
  const { resetPassword } = await import("./reset-password.ts");
  const password = await resetPassword(tableOf(values), userName);
  if (password === null) throw new UsageError(`there is no administrator ${JSON.stringify(userName)}`);
  process.stderr.write(`One-time password of ${userName}, valid for seven days; every session has ended:\n`);
  process.stdout.write(`${password}\n`);
}

type Values = { readonly table?: string; readonly local: boolean; readonly folder?: string };

function tableOf({ table, local, folder }: Values): DirectoryTable {
  if (local === (table !== undefined)) throw new UsageError("give either --table NAME or --local");
  if (table !== undefined) return { kind: "aws", table };
  const own = join(import.meta.dirname, "..", "..", ".sealgate");
  return { kind: "local", folder: folder === undefined ? own : resolve(folder) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        table: { type: "string" },
        local: { type: "boolean", default: false },
        folder: { type: "string" },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}; sealgate admin --help lists the options`);
  }
}
