import { useEffect, useState } from "react";
import type { HitsAnswer } from "../../../../src/contracts/admin-api/replays.ts";
import { ApiError, get } from "../api.ts";

/** How often policies decided in the last days; `whole` once all messages were counted. */
export type Hits = {
  readonly whole: boolean;
  readonly messages: number;
  readonly of: (policyId: string) => { readonly decided: number; readonly audited: number };
};

/** Counts, step by step, how often each policy decided in the last days; null when that is not known. */
export function useHits(days: number): Hits | null {
  const [hits, setHits] = useState<Hits | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const count = async () => {
      const decided = new Map<string, number>();
      const audited = new Map<string, number>();
      let messages = 0;
      let cursor: string | undefined;
      do {
        const query = new URLSearchParams({ days: String(days), ...(cursor !== undefined && { cursor }) });
        const step = await get<HitsAnswer>(`api/policy-hits?${query}`, abort.signal);
        for (const [id, number] of Object.entries(step.hits)) decided.set(id, (decided.get(id) ?? 0) + number);
        for (const [id, number] of Object.entries(step.audited)) audited.set(id, (audited.get(id) ?? 0) + number);
        messages += step.messages;
        cursor = step.cursor;
        const of = (id: string) => ({ decided: decided.get(id) ?? 0, audited: audited.get(id) ?? 0 });
        setHits({ whole: cursor === undefined, messages, of });
      } while (cursor !== undefined);
    };
    count().catch((error: unknown) => {
      if (!abort.signal.aborted && !(error instanceof ApiError)) throw error;
    });
    return () => abort.abort();
  }, [days]);
  return hits;
}
