import { createContext, type ReactNode, useContext } from "react";

/** Puts something beside the page, or takes it away; `onClose` is told when the person closes it. */
export type SetAside = (aside: { readonly content: ReactNode; readonly onClose: () => void } | null) => void;

const AsideContext = createContext<SetAside>(() => undefined);

/** Gives pages the place beside them. */
export const AsideProvider = AsideContext.Provider;

/** The way to fill the place beside the page. */
export function useAside(): SetAside {
  return useContext(AsideContext);
}
