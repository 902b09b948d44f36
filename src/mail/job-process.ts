import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";

/** What one job may cost, in megabytes. */
export type JobLimits = {
  /** Objects of the language. */
  readonly heap: number;
  /** All memory of the process, looked at where the system tells (Linux). */
  readonly memory: number;
};

const LOOK_MS = 100;
const PAGE_MEGABYTES = 4_096 / 1_048_576;

/** Why there is no result: `fault` means that the process died of something else. */
type Stopped = "time" | "memory" | "fault";

/**
 * Does jobs in another process and ends it when one takes too long or too much; an idle one is kept for the next.
 * A thread would not do: one that uses its heap up can take the whole process with it.
 */
export class JobProcess<Job extends object, Result extends object> {
  readonly #script: URL;
  readonly #limits: JobLimits;
  #idle: ChildProcess | null = null;

  constructor(script: URL, limits: JobLimits) {
    this.#script = script;
    this.#limits = limits;
  }

  /** The job's result, or why it was stopped. */
  async run(job: Job, milliseconds: number): Promise<Result | Stopped> {
    const child = this.#idle?.connected ? this.#idle : this.#start();
    this.#idle = null;
    child.ref();
    child.channel?.ref();
    const outcome = await this.#outcomeOf(child, job, milliseconds);
    child.unref();
    child.channel?.unref();
    if (typeof outcome === "object" && this.#idle === null) this.#idle = child;
    else child.kill("SIGKILL");
    return outcome;
  }

  /** Started without the environment, which holds credentials, but for where the system's libraries lie. */
  #start(): ChildProcess {
    const { LD_LIBRARY_PATH } = process.env;
    const child = fork(this.#script, {
      env: LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH },
      execArgv: [`--max-old-space-size=${this.#limits.heap}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    return child.on("error", () => undefined);
  }

  #outcomeOf(child: ChildProcess, job: Job, milliseconds: number): Promise<Result | Stopped> {
    return new Promise((resolve) => {
      const settle = (outcome: Result | Stopped) => {
        clearTimeout(timeout);
        clearInterval(look);
        child.off("message", answered).off("error", died).off("exit", died);
        resolve(outcome);
      };
      const answered = (message: unknown) => settle(message as Result);
      const died = () => settle(child.signalCode === "SIGABRT" ? "memory" : "fault");
      const timeout = setTimeout(() => settle("time"), milliseconds);
      const look = setInterval(() => {
        if (memoryOf(child.pid) > this.#limits.memory) settle("memory");
      }, LOOK_MS);
      child.on("message", answered).on("error", died).on("exit", died);
      child.send(job, (error) => error !== null && died());
    });
  }
}

/** Resident memory of a process in megabytes; 0 where the system does not tell. */
function memoryOf(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * PAGE_MEGABYTES;
  } catch {
    return 0;
  }
}
