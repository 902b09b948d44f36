import { useEffect, useState } from "react";
import type { DraftEntry, SentenceAnswer } from "../../../../src/contracts/admin-api/drafts.ts";
import { ApiError, change } from "../api.ts";

const pause = 250;

/** A policy in plain words shortly after it was changed; null until it is known. */
export function useSentence(policy: DraftEntry, of: string): SentenceAnswer | null {
  const [said, setSaid] = useState<SentenceAnswer | null>(null);
  const body = JSON.stringify({ of: of === "" ? undefined : of, policy });
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      change<SentenceAnswer>("POST", "api/policy-sentences", JSON.parse(body), abort.signal).then(setSaid, (error) => {
        if (!abort.signal.aborted && !(error instanceof ApiError)) throw error;
      });
    }, pause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [body]);
  return said;
}
