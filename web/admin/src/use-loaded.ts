import { useCallback, useEffect, useState } from "react";
import { ApiError, get } from "./api.ts";
import { useVisit } from "./signed-in.ts";

/** What a page knows of what it loads. */
export type Loaded<Value> =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly error: ApiError }
  | { readonly kind: "ready"; readonly value: Value };

/** Loads from the API when the path changes or `reload` is called; a lost session asks for a new sign-in first. */
export function useLoaded<Value>(path: string): { loaded: Loaded<Value>; reload: () => void } {
  const [state, setState] = useState<{ path: string; loaded: Loaded<Value> }>({ path, loaded: { kind: "loading" } });
  const [again, setAgain] = useState(0);
  const { lost, round } = useVisit();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` and `round` are wishes to load again
  useEffect(() => {
    const abort = new AbortController();
    setState({ path, loaded: { kind: "loading" } });
    get<Value>(path, abort.signal).then(
      (value) => setState({ path, loaded: { kind: "ready", value } }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        if (error.code === "sign-in-needed") lost();
        else setState({ path, loaded: { kind: "failed", error } });
      },
    );
    return () => abort.abort();
  }, [path, again, round, lost]);
  const reload = useCallback(() => setAgain((count) => count + 1), []);
  return { loaded: state.path === path ? state.loaded : { kind: "loading" }, reload };
}
