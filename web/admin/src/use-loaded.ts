import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, get } from "./api.ts";
import { useVisit } from "./signed-in.ts";

/** What a page knows of what it loads. */
export type Loaded<Value> =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly error: ApiError }
  | { readonly kind: "ready"; readonly value: Value };

/**
 * Loads from the API when the path changes or `reload` is called. A lost session asks for a new sign-in first; what was
 * loaded before stays, and with it what somebody is editing.
 */
export function useLoaded<Value>(path: string): { loaded: Loaded<Value>; reload: () => void } {
  const [state, setState] = useState<{ path: string; loaded: Loaded<Value> }>({ path, loaded: { kind: "loading" } });
  const [again, setAgain] = useState(0);
  const { lost, round } = useVisit();
  const wish = `${path} ${again}`;
  const fulfilled = useRef("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` is a wish to load what could not be loaded before
  useEffect(() => {
    if (fulfilled.current === wish) return;
    fulfilled.current = "";
    const abort = new AbortController();
    setState({ path, loaded: { kind: "loading" } });
    get<Value>(path, abort.signal).then(
      (value) => {
        fulfilled.current = wish;
        setState({ path, loaded: { kind: "ready", value } });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        if (error.code === "sign-in-needed") lost();
        else setState({ path, loaded: { kind: "failed", error } });
      },
    );
    return () => abort.abort();
  }, [wish, round, lost]);
  const reload = useCallback(() => setAgain((count) => count + 1), []);
  return { loaded: state.path === path ? state.loaded : { kind: "loading" }, reload };
}
