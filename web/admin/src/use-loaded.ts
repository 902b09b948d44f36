import { useCallback, useEffect, useState } from "react";
import { ApiError, get } from "./api.ts";
import { useSignedOut } from "./signed-out.ts";

/** What a page knows of what it loads. */
export type Loaded<Value> =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly error: ApiError }
  | { readonly kind: "ready"; readonly value: Value };

/** Loads from the API when the path changes or `reload` is called; a lost session leads to the sign-in page. */
export function useLoaded<Value>(path: string): { loaded: Loaded<Value>; reload: () => void } {
  const [state, setState] = useState<{ path: string; loaded: Loaded<Value> }>({ path, loaded: { kind: "loading" } });
  const [round, setRound] = useState(0);
  const signedOut = useSignedOut();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a wish to load again
  useEffect(() => {
    const abort = new AbortController();
    setState({ path, loaded: { kind: "loading" } });
    get<Value>(path, abort.signal).then(
      (value) => setState({ path, loaded: { kind: "ready", value } }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        if (error.code === "sign-in-needed") signedOut();
        else setState({ path, loaded: { kind: "failed", error } });
      },
    );
    return () => abort.abort();
  }, [path, round, signedOut]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { loaded: state.path === path ? state.loaded : { kind: "loading" }, reload };
}
