import { closeSync, openSync, readSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { readLimits } from "../../src/mail/limits.ts";
import { explainFailure } from "./explain-message.ts";
import { MessageJudge } from "./judge-message.ts";
import { failedLine, type JudgeSettings, type JudgeSource } from "./judged.ts";
import { reasonOf } from "./read-json.ts";

const CHUNK = 262_144;
const settings = workerData as JudgeSettings;
const judge = new MessageJudge(settings);

parentPort?.on("message", (source: JudgeSource) => {
  outcomeOf(source).then(
    (outcome) => parentPort?.postMessage(outcome),
    (error: unknown) => {
      throw error;
    },
  );
});

async function outcomeOf({ file, bytes, text }: JudgeSource): Promise<string> {
  try {
    if (text !== undefined) return await judge.judge(file, asMessage(text));
    return await judge.judge(
      file,
      bytes === undefined ? readAtMost(file, readLimits.messageBytes + 1) : Buffer.from(bytes),
    );
  } catch (error) {
    const reason = reasonOf(error);
    return settings.json ? `${JSON.stringify(failedLine(file, reason))}\n` : explainFailure(file, reason);
  }
}

/** One byte above the reader's budget is enough for it to say that there was more. */
function readAtMost(file: string, most: number): Buffer {
  const descriptor = openSync(file, "r");
  try {
    const chunks: Buffer[] = [];
    for (let length = 0; length < most; ) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, most - length));
      const count = readSync(descriptor, chunk);
      if (count === 0) break;
      chunks.push(chunk.subarray(0, count));
      length += count;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(descriptor);
  }
}

function asMessage(text: string): Buffer {
  const head =
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
  return Buffer.from(head + text, "utf8");
}
