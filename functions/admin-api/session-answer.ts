import type { AdminContext } from "../../src/context/admin.ts";
import type { SessionAnswer } from "../../src/contracts/admin-api/session.ts";
import { type Principal, sessionOf } from "./principal.ts";

/** What the console is told about the session. */
export function describeSession(context: AdminContext, formToken: string, principal: Principal | null): SessionAnswer {
  const { portalName } = context;
  if (principal === null) return { portalName, formToken, signedIn: null };
  const { userName, role } = sessionOf(principal).administrator;
  return { portalName, formToken, signedIn: { userName, role, mustChoosePassword: principal.role === "newcomer" } };
}
