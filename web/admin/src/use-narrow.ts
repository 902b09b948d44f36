import { useSyncExternalStore } from "react";

const query = () => matchMedia("(max-width: 688px)");

/** Whether the window is as narrow as a phone. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const narrow = query();
      narrow.addEventListener("change", changed);
      return () => narrow.removeEventListener("change", changed);
    },
    () => query().matches,
  );
}
