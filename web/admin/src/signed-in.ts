import { createContext, useContext } from "react";
import type { SignedInAnswer } from "../../../src/contracts/admin-api/session.ts";

/** Who is signed in, as pages see it. */
export type Visit = {
  readonly signedIn: SignedInAnswer;
  /** One more each time the same person signs in again, so that pages load what they missed. */
  readonly round: number;
  /** Call it when the API says that nobody is signed in any more. */
  readonly lost: () => void;
};

const VisitContext = createContext<Visit | null>(null);

/** Gives pages the visit. */
export const VisitProvider = VisitContext.Provider;

/** The visit that a page belongs to. */
export function useVisit(): Visit {
  const visit = useContext(VisitContext);
  if (visit === null) throw new Error("nobody is signed in here");
  return visit;
}
