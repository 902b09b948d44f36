import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { type EvaluateOptions, readEvaluateOptions } from "./evaluate-options.ts";
import { evaluateHelp } from "./help.ts";
import { judgeAll } from "./judge-pool.ts";
import type { JudgeSettings, JudgeSource } from "./judged.ts";
import { messageFiles } from "./message-files.ts";
import { readPolicies } from "./policies-file.ts";
import { Progress } from "./progress.ts";

/** `sealgate evaluate`: judges messages and prints the outcomes in the order of the command line. */
export async function evaluate(args: readonly string[]): Promise<void> {
  const options = readEvaluateOptions(args);
  if (options.help) {
    process.stdout.write(evaluateHelp);
    return;
  }
  const settings = settingsOf(options);
  const { files, leftOut } =
    options.text === undefined ? messageFiles(options.paths) : { files: ["--text"], leftOut: 0 };
  if (leftOut > 0) process.stderr.write(`sealgate: ${leftOut} files in folders are not .eml and were left out\n`);
  if (files.length === 0) return;
  const progress = new Progress(files.length);
  const jobs = Math.min(options.jobs, files.length);
  for await (const outcome of judgeAll(sourcesOf(files, options.text), settings, jobs)) {
    progress.clear();
    if (!process.stdout.write(outcome)) await once(process.stdout, "drain");
    progress.step();
  }
  progress.clear();
}

function settingsOf({ policies, directory, from, to, at, json }: EvaluateOptions): JudgeSettings {
  const policySet = policies === undefined ? null : readPolicies(policies, directory);
  return { policySet, from, to, at, json };
}

async function* sourcesOf(files: readonly string[], text: string | undefined): AsyncGenerator<JudgeSource> {
  for (const file of files) {
    if (text !== undefined) yield { file, text };
    else if (file === "-") yield { file, bytes: await buffer(process.stdin) };
    else yield { file };
  }
}
