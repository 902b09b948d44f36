import type { FunctionFault, Invoke } from "./protocol.ts";
import { type OnChunk, Sandbox, type SandboxSettings } from "./sandbox.ts";

/** The last idle process of a function is ended after this long, as Lambda freezes and then forgets environments. */
const idleLimit = 5 * 60_000;
/** Those beside it go sooner: they hold memory for nothing. */
const spareLimit = 20_000;

/** The processes of one function: as many as invocations run at once, up to a limit; more wait their turn. */
export class FunctionPool {
  readonly #settings: SandboxSettings;
  readonly #limit: number;
  readonly #idle: { sandbox: Sandbox; timer: NodeJS.Timeout }[] = [];
  readonly #all = new Set<Sandbox>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #closed = false;

  constructor(settings: SandboxSettings, limit: number) {
    this.#settings = settings;
    this.#limit = limit;
  }

  /** Runs one invocation in a warm or new process. */
  async run(invoke: Invoke, onChunk: OnChunk): Promise<FunctionFault | undefined> {
    while (this.#busy >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#closed) return { errorType: "Runtime.ExitError", errorMessage: "the local cloud is stopping" };
    this.#busy++;
    const sandbox = this.#take();
    try {
      return await sandbox.run(invoke, onChunk);
    } finally {
      this.#busy--;
      this.#giveBack(sandbox);
      this.#waiting.shift()?.();
    }
  }

  /** Ends every process; waiting invocations fail. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { timer } of this.#idle) clearTimeout(timer);
    await Promise.all([...this.#all].map((sandbox) => sandbox.close()));
    for (const resume of this.#waiting.splice(0)) resume();
  }

  #take(): Sandbox {
    const warm = this.#idle.pop();
    if (warm !== undefined) {
      clearTimeout(warm.timer);
      return warm.sandbox;
    }
    const sandbox: Sandbox = new Sandbox(this.#settings, () => this.#forget(sandbox));
    this.#all.add(sandbox);
    return sandbox;
  }

  #giveBack(sandbox: Sandbox): void {
    if (!sandbox.alive || this.#closed) return;
    const timer = setTimeout(() => void sandbox.close(), this.#idle.length === 0 ? idleLimit : spareLimit);
    timer.unref();
    this.#idle.push({ sandbox, timer });
  }

  #forget(sandbox: Sandbox): void {
    this.#all.delete(sandbox);
    const at = this.#idle.findIndex((one) => one.sandbox === sandbox);
    if (at >= 0) clearTimeout(this.#idle.splice(at, 1)[0]?.timer);
  }
}
