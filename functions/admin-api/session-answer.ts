import type { Administrator, SessionPurpose } from "../../src/accounts/administrators/administrator.ts";
import type { AdminContext } from "../../src/context/admin.ts";
import type { SessionAnswer, SignedInAnswer, SignInStep } from "../../src/contracts/admin-api/session.ts";
import type { Principal } from "./principal.ts";

const steps: Readonly<Record<SessionPurpose, SignInStep>> = {
  full: "done",
  "new-password": "choose-password",
  "new-factor": "set-up-factor",
  "second-factor": "prove-factor",
};

/** What the console is told about the session. */
export function describeSession(context: AdminContext, formToken: string, principal: Principal | null): SessionAnswer {
  const { portalName } = context;
  const { signedIn } = principal ?? {};
  if (signedIn === undefined) return { portalName, formToken, signedIn: null };
  return { portalName, formToken, signedIn: describeSignedIn(signedIn.administrator, signedIn.session.purpose) };
}

/** Who is signed in, and how far. */
export function describeSignedIn({ userName, role }: Administrator, purpose: SessionPurpose): SignedInAnswer {
  return { userName, role, step: steps[purpose] };
}
