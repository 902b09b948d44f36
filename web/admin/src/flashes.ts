import { createContext, useContext } from "react";

/** A short word above the page about what was just done, or was not. */
export type Flash = { readonly type: "success" | "error" | "warning" | "info"; readonly text: string };

const FlashContext = createContext<(flash: Flash | null) => void>(() => undefined);

/** Gives pages the way to show a flash. */
export const FlashProvider = FlashContext.Provider;

/** Shows a flash in place of the one before; null takes it away. */
export function useFlash(): (flash: Flash | null) => void {
  return useContext(FlashContext);
}
