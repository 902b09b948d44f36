import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { FunctionFault, Invoke, Report } from "./protocol.ts";

/** How to start one function's process. */
export type SandboxSettings = {
  readonly taskRoot: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
};

/** Takes the bytes of an answer as they come; `stream` says whether the handler streams. */
export type OnChunk = (data: Buffer, stream: boolean) => void;

const host = fileURLToPath(new URL("host/runtime-host.ts", import.meta.url));
/** AWS gives a function's start ten seconds; a busy laptop is slower than AWS. */
const startLimit = 60_000;

type Job = {
  readonly invoke: Invoke;
  readonly onChunk: OnChunk;
  readonly settle: (fault: FunctionFault | undefined) => void;
};

/** One process of a function: starts on its first invocation, takes one at a time, is dead after a timeout or a crash. */
export class Sandbox {
  readonly #settings: SandboxSettings;
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  readonly #onDeath: () => void;
  #job: Job | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ready = false;
  #alive = true;

  constructor(settings: SandboxSettings, onDeath: () => void) {
    this.#settings = settings;
    this.#onDeath = onDeath;
    const log = openSync(settings.logFile, "a", 0o600);
    const heap = `--max-old-space-size=${Math.floor(settings.memoryMegabytes * 0.9)}`;
    this.#child = spawn(process.execPath, [heap, host], {
      cwd: settings.taskRoot,
      env: settings.environment,
      stdio: ["ignore", log, log, "ipc"],
      serialization: "advanced",
    });
    closeSync(log);
    this.#child.on("message", (report) => this.#take(report as Report));
    this.#child.on("error", () => this.#die("Runtime.ExitError", "Runtime could not be started"));
    this.#exited = new Promise((resolve) => this.#child.once("exit", () => resolve()));
    this.#child.once("exit", (code, signal) =>
      this.#die(
        "Runtime.ExitError",
        `Runtime exited with error: ${signal === null ? `exit status ${code}` : `signal: ${signal}`}`,
      ),
    );
    this.#timer = setTimeout(() => this.#kill("Runtime.Unknown", "the function did not start"), startLimit);
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Runs one invocation; resolves with the fault, or undefined when the whole answer was given to `onChunk`. */
  run(invoke: Invoke, onChunk: OnChunk): Promise<FunctionFault | undefined> {
    return new Promise((settle) => {
      this.#job = { invoke, onChunk, settle };
      if (this.#ready) this.#begin();
    });
  }

  /** Ends the process at once. */
  async close(): Promise<void> {
    this.#kill("Runtime.ExitError", "the function was stopped");
    await this.#exited;
  }

  #begin(): void {
    if (this.#job === undefined) return;
    const seconds = this.#settings.timeoutSeconds;
    const { invoke } = this.#job;
    this.#child.send({ ...invoke, deadline: Date.now() + seconds * 1000 } satisfies Invoke);
    const late = () => this.#kill("Sandbox.Timedout", `Task timed out after ${seconds.toFixed(2)} seconds`);
    this.#timer = setTimeout(late, seconds * 1000);
  }

  #take(report: Report): void {
    if (report.kind === "ready") {
      this.#ready = true;
      clearTimeout(this.#timer);
      this.#begin();
    } else if (report.kind === "chunk") this.#job?.onChunk(Buffer.from(report.data), report.stream);
    else if (report.kind === "end") this.#settle(undefined);
    else this.#settle(report.fault);
  }

  #settle(fault: FunctionFault | undefined): void {
    clearTimeout(this.#timer);
    const job = this.#job;
    this.#job = undefined;
    job?.settle(fault);
  }

  #kill(errorType: string, reason: string): void {
    this.#die(errorType, reason);
    this.#child.kill("SIGKILL");
  }

  #die(errorType: string, reason: string): void {
    if (!this.#alive) return;
    this.#alive = false;
    const id = this.#job?.invoke.id ?? "";
    this.#settle({ errorType, errorMessage: `RequestId: ${id} Error: ${reason}` });
    this.#onDeath();
  }
}
