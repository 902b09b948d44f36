import { Readable } from "node:stream";
import { Worker } from "node:worker_threads";
import { explainFailure } from "./explain-message.ts";
import { failedLine, type JudgeSettings, type JudgeSource } from "./judged.ts";

const LONGEST_MS = 120_000;
const AHEAD = 32;

/** Judges sources on several threads; outcomes come in the order of the sources. */
export function judgeAll(
  sources: Iterable<JudgeSource> | AsyncIterable<JudgeSource>,
  settings: JudgeSettings,
  jobs: number,
): AsyncIterable<string> {
  const idle = Array.from({ length: jobs }, () => new JudgeThread(settings));
  const all = [...idle];
  const options: Parameters<Readable["map"]>[1] & { highWaterMark: number } = {
    concurrency: jobs,
    highWaterMark: jobs * AHEAD,
  };
  const judged = Readable.from(sources).map(async (source: JudgeSource) => {
    const thread = idle.pop() as JudgeThread;
    const outcome = await thread.judge(source);
    idle.push(thread);
    return outcome;
  }, options);
  judged.once("close", () => {
    for (const thread of all) thread.stop();
  });
  return judged;
}

/** A thread that judges one message after the other; one that dies or takes too long costs its message a verdict. */
class JudgeThread {
  readonly #settings: JudgeSettings;
  #worker: Worker | null = null;
  #settle: (outcome: { line: string } | { error: string }) => void = () => {};

  constructor(settings: JudgeSettings) {
    this.#settings = settings;
  }

  async judge(source: JudgeSource): Promise<string> {
    const outcome = await new Promise<{ line: string } | { error: string }>((resolve) => {
      const timer = setTimeout(() => this.#settle({ error: "judging it took too long" }), LONGEST_MS);
      this.#settle = (settled) => {
        clearTimeout(timer);
        resolve(settled);
      };
      this.#worker ??= this.#start();
      this.#worker.postMessage(source);
    });
    if ("line" in outcome) return outcome.line;
    this.stop();
    const { file } = source;
    return this.#settings.json
      ? `${JSON.stringify(failedLine(file, outcome.error))}\n`
      : explainFailure(file, outcome.error);
  }

  stop(): void {
    this.#settle = () => {};
    this.#worker?.terminate().catch(() => {});
    this.#worker = null;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./judge-worker.ts", import.meta.url), { workerData: this.#settings });
    const tell = (outcome: { line: string } | { error: string }) => {
      if (worker === this.#worker) this.#settle(outcome);
    };
    worker.on("message", (line: string) => tell({ line }));
    worker.on("error", (error) => tell({ error: error instanceof Error ? error.message : String(error) }));
    worker.on("exit", () => tell({ error: "the thread that judged it ended" }));
    return worker;
  }
}
