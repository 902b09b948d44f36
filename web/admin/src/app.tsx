import Spinner from "@cloudscape-design/components/spinner";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import type { SessionAnswer, SignedInAnswer } from "../../../src/contracts/admin-api/session.ts";
import { ApiError, fetchSession, post } from "./api.ts";
import { NewPasswordPage } from "./pages/new-password-page.tsx";
import { SignInPage } from "./pages/sign-in-page.tsx";
import { Failure } from "./parts/failure.tsx";
import { VisitProvider } from "./signed-in.ts";

const SetUpFactorPage = lazy(async () => ({
  default: (await import("./access/set-up-factor-page.tsx")).SetUpFactorPage,
}));
const ProveFactorPage = lazy(async () => ({
  default: (await import("./access/prove-factor-page.tsx")).ProveFactorPage,
}));
const Console = lazy(async () => ({ default: (await import("./console.tsx")).Console }));

/** The console: sign-in, the first password, or the pages, as the session says. */
export function App() {
  const { session, visitor, error, ended, refresh, lost, leave } = useSession();
  if (error !== null && visitor === null) return <Failure error={error} onRetry={() => void refresh()} />;
  if (session === null) return <Wait />;
  const { portalName, signedIn } = session;
  return (
    <>
      <Gates portalName={portalName} signedIn={signedIn} ended={ended} onMoved={refresh} onLeave={leave} />
      {visitor === null ? null : (
        <div key={visitor.signedIn.userName} hidden={signedIn?.step !== "done"}>
          <VisitProvider value={{ ...visitor, lost }}>
            <Suspense fallback={<Wait />}>
              <Console portalName={portalName} onSignOut={leave} />
            </Suspense>
          </VisitProvider>
        </div>
      )}
    </>
  );
}

type GateProps = {
  portalName: string;
  signedIn: SignedInAnswer | null;
  ended: boolean;
  onMoved: () => Promise<void>;
  onLeave: () => Promise<void>;
};

/** What stands before the pages, if anything does. */
function Gates({ portalName, signedIn, ended, onMoved, onLeave }: GateProps) {
  if (signedIn === null) return <SignInPage portalName={portalName} ended={ended} onSignedIn={onMoved} />;
  const { userName, step } = signedIn;
  switch (step) {
    case "choose-password":
      return <NewPasswordPage portalName={portalName} userName={userName} onChosen={onMoved} onLeave={onLeave} />;
    case "set-up-factor":
      return (
        <Suspense fallback={<Wait />}>
          <SetUpFactorPage portalName={portalName} userName={userName} onDone={onMoved} onLeave={onLeave} />
        </Suspense>
      );
    case "prove-factor":
      return (
        <Suspense fallback={<Wait />}>
          <ProveFactorPage portalName={portalName} onProved={onMoved} onLeave={onLeave} />
        </Suspense>
      );
    case "done":
      return null;
  }
}

type Visitor = { readonly signedIn: SignedInAnswer; readonly round: number };

/** The session, and the pages that stay open behind the sign-in page so that a lost session loses no work. */
function useSession() {
  const [session, setSession] = useState<SessionAnswer | null>(null);
  const [visitor, setVisitor] = useState<Visitor | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [ended, setEnded] = useState(false);
  const refresh = useCallback(async () => {
    try {
      const answer = await fetchSession();
      setSession(answer);
      setError(null);
      setVisitor((before) => nextVisitor(before, answer.signedIn));
      if (answer.signedIn !== null) setEnded(false);
    } catch (fault) {
      if (!(fault instanceof ApiError)) throw fault;
      setError(fault);
    }
  }, []);
  const lost = useCallback(() => {
    setEnded(true);
    void refresh();
  }, [refresh]);
  const leave = useCallback(async () => {
    await post("api/session/sign-out").catch(() => undefined);
    setVisitor(null);
    await refresh();
  }, [refresh]);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  return { session, visitor, error, ended, refresh, lost, leave };
}

function nextVisitor(before: Visitor | null, signedIn: SignedInAnswer | null): Visitor | null {
  if (signedIn === null) return before;
  if (signedIn.step !== "done") return before?.signedIn.userName === signedIn.userName ? before : null;
  const same = before?.signedIn.userName === signedIn.userName;
  return { signedIn, round: same ? before.round + 1 : 0 };
}

function Wait() {
  return (
    <div className="wait" role="status" aria-label="Loading">
      <Spinner size="large" />
    </div>
  );
}
