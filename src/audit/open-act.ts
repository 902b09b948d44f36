import type { Clock } from "../clock.ts";
import type { Act, AuditLog } from "./audit-log.ts";

const idBytes = 9;
/** Longer than any request may run. */
const interruptedMs = 15 * 60_000;

/** An act that was begun: noted before it is done, so that a crash in the middle cannot hide it. */
export type OpenAct = Pick<Act, "by" | "from" | "action" | "object"> & {
  readonly id: string;
  readonly at: string;
  /** What it has come to so far, where it is done in many steps that may end at any of them. */
  readonly reached?: Readonly<Record<string, string | number>>;
};

/** Keeps what was begun and not entered yet. */
export type OpenActs = {
  put(act: OpenAct): Promise<void>;
  remove(id: string): Promise<void>;
  list(): Promise<readonly OpenAct[]>;
};

/** Notes that an act begins; answers what ends it. */
export async function beginAct(
  acts: OpenActs,
  clock: Clock,
  act: Pick<Act, "by" | "from" | "action" | "object">,
): Promise<OpenAct> {
  const { by, from, action, object } = act;
  const open = { id: clock.token(idBytes), at: clock.now().toISOString(), by, from, action, object };
  await acts.put(open);
  return open;
}

/**
 * Enters acts that began long ago and never ended, and answers how many may have been done without anybody being told;
 * what was done step by step was told each time.
 */
export async function enterInterrupted(
  { acts, audit }: { readonly acts: OpenActs; readonly audit: AuditLog },
  clock: Pick<Clock, "now">,
): Promise<number> {
  const before = clock.now().getTime() - interruptedMs;
  const interrupted = (await acts.list()).filter(({ at }) => Date.parse(at) <= before);
  for (const { id, at, reached, ...act } of interrupted) {
    await audit.record({ ...act, after: reached ?? { outcome: "unknown", begunAt: at } });
    await acts.remove(id);
  }
  return interrupted.filter(({ reached }) => reached === undefined).length;
}
