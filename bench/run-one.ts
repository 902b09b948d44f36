import { benchmarks } from "./benchmarks.ts";

// Runs one benchmark and prints its report as JSON; started by run.ts.
const [name = ""] = process.argv.slice(2);
const report = await benchmarks[name]?.();
process.stdout.write(JSON.stringify(report), () => process.exit(0));
