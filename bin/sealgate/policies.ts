import { parseArgs } from "node:util";
import type { PolicySet } from "../../src/contracts/policies.ts";
import { explainPolicies } from "./explain-policies.ts";
import { policiesHelp } from "./help.ts";
import { readPolicies } from "./policies-file.ts";
import { policiesSchema } from "./policies-schema.ts";
import { plan, pull, push } from "./sync-policies.ts";
import { testPolicies } from "./test-policies.ts";
import { UsageError } from "./usage-error.ts";

/** Commands that concern an installation. */
const remote: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { pull, plan, push };

/** `sealgate policies check|explain|schema|test|pull|plan|push`. */
export async function policies(args: readonly string[]): Promise<void> {
  const [command = "", ...rest] = args;
  const isHelp = rest.includes("--help") || rest.includes("-h");
  if (!isHelp && Object.hasOwn(remote, command)) return remote[command]?.(rest);
  const { help, positionals } = parse(args);
  const [action, file, ...others] = positionals;
  if (help || action === undefined) return write(policiesHelp);
  if (others.length > 0) throw new UsageError(`one file at a time, please: ${others[0]} is one too many`);
  if (action === "schema") return write(`${JSON.stringify(policiesSchema(), null, 2)}\n`);
  if (action === "test" && file !== undefined) return testPolicies(file, readPolicies(file));
  if (action !== "check" && action !== "explain" && action !== "test")
    throw new UsageError(`policies ${action} is not known; it is check, explain, schema, test, pull, plan or push`);
  if (file === undefined) throw new UsageError(`which file? sealgate policies ${action} FILE`);
  const policySet = readPolicies(file);
  write(action === "check" ? `${file}: valid, ${countsOf(policySet)}\n` : explainPolicies(policySet));
}

function parse(args: readonly string[]): { help: boolean; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h", default: false } },
    });
    return { help: values.help, positionals };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}; sealgate policies --help lists the options`);
  }
}

function countsOf(policySet: PolicySet): string {
  const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;
  return [
    many(policySet.policies.length, "policy", "policies"),
    many(policySet.dictionaries.length, "dictionary", "dictionaries"),
    many(policySet.groups.length, "group", "groups"),
  ].join(", ");
}

function write(text: string): void {
  process.stdout.write(text);
}
