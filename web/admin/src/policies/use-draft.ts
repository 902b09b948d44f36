import { useCallback, useEffect, useMemo, useState } from "react";
import type { DraftAnswer, DraftChange } from "../../../../src/contracts/admin-api/drafts.ts";
import { useQuery } from "../router.ts";
import { useVisit } from "../signed-in.ts";
import { type Loaded, useLoaded } from "../use-loaded.ts";
import { queueFor, type Saving } from "./draft-queue.ts";

/** A draft with the way to change it. */
export type DraftHandle = {
  readonly loaded: Loaded<DraftAnswer>;
  readonly saving: Saving;
  /** Keeps changes at once and sends them one after the other; true once they are kept in the draft. */
  readonly applied: (changes: readonly DraftChange[]) => Promise<boolean>;
  /** The same for who need not wait. */
  readonly apply: (changes: readonly DraftChange[]) => void;
  /** For a form that keeps what is typed for a moment: how to have it sent now; returns the way to end that. */
  readonly typing: (flush: () => void) => () => void;
  /** Sends at once what was typed; true once all of it is kept. */
  readonly settled: () => Promise<boolean>;
  readonly retry: () => void;
  readonly giveUp: () => void;
  readonly reload: () => void;
  /** Whose draft: "" for one's own. */
  readonly of: string;
};

/** The query that names whose draft is meant, with its question mark; "" for one's own. */
export function ofQuery(of: string): string {
  return of === "" ? "" : `?of=${encodeURIComponent(of)}`;
}

/** The draft that the address names, by default one's own. */
export function useDraft(): DraftHandle {
  const [query] = useQuery();
  const of = query.get("of") ?? "";
  const path = `api/draft${ofQuery(of)}`;
  const { loaded, reload } = useLoaded<DraftAnswer>(path);
  const [shown, setShown] = useState<DraftAnswer | null>(null);
  const [saving, setSaving] = useState<Saving>({ kind: "saved" });
  const { lost, round, signedIn } = useVisit();
  const queue = useMemo(() => queueFor(signedIn.userName, of, path), [signedIn.userName, of, path]);
  useEffect(() => queue.tell({ draft: setShown, saving: setSaving, lost }), [queue, lost]);
  useEffect(() => {
    if (loaded.kind === "ready") queue.know(loaded.value);
  }, [loaded, queue]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round means that somebody has signed in again
  useEffect(() => queue.send(), [queue, round]);
  const applied = useCallback((changes: readonly DraftChange[]) => queue.add(changes), [queue]);
  const apply = useCallback((changes: readonly DraftChange[]) => void queue.add(changes), [queue]);
  const typing = useCallback((flush: () => void) => queue.typing(flush), [queue]);
  const settled = useCallback(() => queue.settled(), [queue]);
  return {
    loaded: shown !== null && loaded.kind !== "failed" ? { kind: "ready", value: shown } : loaded,
    saving,
    applied,
    apply,
    typing,
    settled,
    retry: () => queue.send(),
    giveUp: () => void queue.giveUp(),
    reload: () => {
      queue.forget();
      reload();
    },
    of,
  };
}
