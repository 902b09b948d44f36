import { useEffect, useRef, useState } from "react";
import type { TestMailProgress } from "../../../../src/contracts/admin-api/tls.ts";
import { get } from "../api.ts";

/** How often it is asked, and for how long. */
const everyMilliseconds = 1_000;
const mostAsks = 90;

/** Follows a test mail until it came in, failed, or takes too long to wait for. */
export function useTestMail(
  test: string | null,
  onArrived: (messageId: string) => void,
): TestMailProgress | { readonly state: "slow" } | null {
  const [progress, setProgress] = useState<TestMailProgress | { readonly state: "slow" } | null>(null);
  const arrived = useRef(onArrived);
  arrived.current = onArrived;
  useEffect(() => {
    if (test === null) return setProgress(null);
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const ask = async (asked: number) => {
      const told = await get<TestMailProgress>(`api/tls-test-mail/${test}`).catch(() => null);
      if (over) return;
      const next = told ?? { state: "under-way" as const };
      setProgress(next.state === "under-way" && asked >= mostAsks ? { state: "slow" } : next);
      if (next.state === "arrived" && next.messageId !== undefined) arrived.current(next.messageId);
      else if (next.state === "under-way" && asked < mostAsks)
        timer = setTimeout(() => void ask(asked + 1), everyMilliseconds);
    };
    setProgress({ state: "under-way" });
    void ask(0);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [test]);
  return progress;
}
