import { admin } from "./admin.ts";
import { audit } from "./audit.ts";
import { evaluate } from "./evaluate.ts";
import { overview } from "./help.ts";
import { policies } from "./policies.ts";
import { printable } from "./printable.ts";
import { tls } from "./tls.ts";
import { UsageError } from "./usage-error.ts";

/** A command: its exit code is 0 unless it throws. */
type Command = (args: readonly string[]) => Promise<void>;

const commands: Readonly<Record<string, Command>> = { audit, evaluate, policies, admin, tls };

/** Runs one command line and gives its exit code: 0, 2 for wrong arguments or policies, 1 for anything unforeseen. */
export async function main([name, ...args]: readonly string[]): Promise<number> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(overview);
    return 0;
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined)
      throw new UsageError(`there is no command ${JSON.stringify(name)}; sealgate --help lists them`);
    await command(args);
    return 0;
  } catch (error) {
    const lines = (error instanceof Error ? error.message : String(error)).split("\n");
    process.stderr.write(`sealgate: ${lines.map(printable).join("\n")}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}
