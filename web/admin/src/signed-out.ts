import { createContext, useContext } from "react";

const SignedOutContext = createContext<() => void>(() => undefined);

/** Gives pages the way to say that the session is over. */
export const SignedOutProvider = SignedOutContext.Provider;

/** Call it when the API says that nobody is signed in any more. */
export function useSignedOut(): () => void {
  return useContext(SignedOutContext);
}
