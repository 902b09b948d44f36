import { useCallback, useRef, useState } from "react";
import type { ReplayAnswer, ReplayedRow } from "../../../../src/contracts/admin-api/replays.ts";
import { ApiError, change } from "../api.ts";
import { useVisit } from "../signed-in.ts";

/** A replay of past messages, as far as it has come. */
export type Replay = {
  readonly state: "idle" | "running" | "done" | "cancelled" | "failed";
  readonly done: number;
  readonly messages: number;
  readonly recipients: number;
  readonly notKnown: number;
  /** Messages whose kept text was asked. */
  readonly texts: number;
  /** Days for which texts may be asked; 0: not at all. */
  readonly textDays: number;
  readonly rows: readonly ReplayedRow[];
  readonly error: ApiError | null;
};

const nothing = { messages: 0, recipients: 0, notKnown: 0, texts: 0, textDays: 0 };
const idle: Replay = { state: "idle", done: 0, ...nothing, rows: [], error: null };

/** What past messages are judged by, and compared with. */
export type Replayed = {
  readonly of: string;
  readonly revision: number;
  readonly days: number;
  readonly against: "then" | "in-force";
};

/** Replays past messages step by step, so that the bar moves and it can be stopped at any time. */
export function useReplay() {
  const [replay, setReplay] = useState<Replay>(idle);
  const abort = useRef<AbortController | null>(null);
  const { lost } = useVisit();
  const start = useCallback(
    async ({ of, revision, days, against }: Replayed): Promise<Replay> => {
      abort.current?.abort();
      const own = new AbortController();
      abort.current = own;
      let now: Replay = { ...idle, state: "running" };
      setReplay(now);
      let cursor: string | undefined;
      try {
        do {
          const body = { of: of === "" ? undefined : of, revision, days, against, cursor };
          const step = await change<ReplayAnswer>("POST", "api/draft/replay", body, own.signal);
          cursor = step.cursor;
          now = added(now, step);
          setReplay(now);
        } while (cursor !== undefined);
        now = { ...now, state: "done", done: 1 };
      } catch (error) {
        if (!own.signal.aborted && !(error instanceof ApiError)) throw error;
        if (error instanceof ApiError && error.code === "sign-in-needed") lost();
        now = {
          ...now,
          state: own.signal.aborted ? "cancelled" : "failed",
          error: error instanceof ApiError ? error : null,
        };
      }
      if (abort.current === own) setReplay(now);
      return now;
    },
    [lost],
  );
  const cancel = useCallback(() => abort.current?.abort(), []);
  return { replay, start, cancel };
}

function added(before: Replay, step: ReplayAnswer): Replay {
  return {
    ...before,
    done: step.done,
    messages: before.messages + step.messages,
    recipients: before.recipients + step.recipients,
    notKnown: before.notKnown + step.notKnown,
    texts: before.texts + step.texts,
    textDays: step.textDays,
    rows: [...before.rows, ...step.rows],
  };
}
