import Spinner from "@cloudscape-design/components/spinner";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import type { SessionAnswer } from "../../../src/contracts/admin-api/session.ts";
import { ApiError, fetchSession, post } from "./api.ts";
import { NewPasswordPage } from "./pages/new-password-page.tsx";
import { SignInPage } from "./pages/sign-in-page.tsx";
import { Failure } from "./parts/failure.tsx";
import { SignedOutProvider } from "./signed-out.ts";

const Console = lazy(async () => ({ default: (await import("./console.tsx")).Console }));

/** The console: sign-in, the first password, or the pages, as the session says. */
export function App() {
  const { session, error, ended, refresh, setEnded } = useSession();
  const signOut = useCallback(async () => {
    await post("api/session/sign-out").catch(() => undefined);
    await refresh();
  }, [refresh]);
  const lost = useCallback(() => {
    setEnded(true);
    void refresh();
  }, [refresh, setEnded]);

  if (error !== null) return <Failure error={error} onRetry={() => void refresh()} />;
  if (session === null) return <Wait />;
  const { portalName, signedIn } = session;
  if (signedIn === null) return <SignInPage portalName={portalName} ended={ended} onSignedIn={refresh} />;
  if (signedIn.mustChoosePassword) {
    return (
      <NewPasswordPage portalName={portalName} userName={signedIn.userName} onChosen={refresh} onLeave={signOut} />
    );
  }
  return (
    <SignedOutProvider value={lost}>
      <Suspense fallback={<Wait />}>
        <Console portalName={portalName} signedIn={signedIn} onSignOut={signOut} />
      </Suspense>
    </SignedOutProvider>
  );
}

function useSession() {
  const [session, setSession] = useState<SessionAnswer | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [ended, setEnded] = useState(false);
  const refresh = useCallback(async () => {
    try {
      const answer = await fetchSession();
      setSession(answer);
      setError(null);
      if (answer.signedIn !== null) setEnded(false);
    } catch (fault) {
      if (!(fault instanceof ApiError)) throw fault;
      setError(fault);
    }
  }, []);
  useEffect(() => {
    void refresh();
  }, [refresh]);
  return { session, error, ended, refresh, setEnded };
}

function Wait() {
  return (
    <div className="wait" role="status" aria-label="Loading">
      <Spinner size="large" />
    </div>
  );
}
