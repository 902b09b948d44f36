import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useEffect, useState } from "react";
import type { FactorOfferAnswer, RecoveryCodesAnswer } from "../../../../src/contracts/admin-api/session.ts";
import { change, get } from "../api.ts";
import { Gate } from "../parts/gate.tsx";
import { factorWords } from "./factor-words.ts";
import { GeneratorForm } from "./generator-form.tsx";
import { knowsPasskeys, makePasskey } from "./passkeys.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";

type Props = {
  portalName: string;
  userName: string;
  onDone: () => Promise<void>;
  onLeave: () => Promise<void>;
};

/** The step after the first password: a code generator or a passkey, and then the recovery codes. */
export function SetUpFactorPage({ portalName, userName, onDone, onLeave }: Props) {
  const setUp = useSetUp();
  const { offer, code, setCode, fault, busy, codes } = setUp;
  return (
    <Gate portalName={portalName}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void (codes === null ? setUp.sendCode() : onDone());
        }}
      >
        <Container
          header={<Header variant="h1">{codes === null ? "Set up a second factor" : "Recovery codes"}</Header>}
        >
          <Form actions={<Actions done={codes !== null} busy={busy} onLeave={onLeave} />}>
            <SpaceBetween size="l">
              {fault === null ? null : <Alert type="error">{fault}</Alert>}
              {codes === null ? (
                <div>
                  From now on you sign in with your password and a second proof, so that a stolen password opens
                  nothing.
                </div>
              ) : (
                <RecoveryCodes codes={codes} userName={userName} />
              )}
              {codes !== null ? null : offer === null ? (
                <StatusIndicator type="loading">Loading</StatusIndicator>
              ) : (
                <GeneratorForm offer={offer} code={code} onCode={setCode} />
              )}
              {codes === null && offer !== null && knowsPasskeys() ? (
                <Button iconName="key" formAction="none" onClick={() => void setUp.sendPasskey(offer)}>
                  Use a passkey instead
                </Button>
              ) : null}
            </SpaceBetween>
          </Form>
        </Container>
      </form>
    </Gate>
  );
}

function useSetUp() {
  const [offer, setOffer] = useState<FactorOfferAnswer | null>(null);
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    get<FactorOfferAnswer>("api/account/factor-offer").then(setOffer, (error) => setFault(factorWords(error)));
  }, []);
  const send = async (path: string, body: unknown) => {
    setBusy(true);
    setFault(null);
    try {
      setCodes((await change<RecoveryCodesAnswer>("POST", path, body)).recoveryCodes);
    } catch (error) {
      setCode("");
      setFault(factorWords(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    offer,
    code,
    setCode,
    codes,
    fault,
    busy,
    sendCode: () => send("api/account/generator", { secret: offer?.secret ?? "", code }),
    sendPasskey: async ({ passkey }: FactorOfferAnswer) => {
      const credential = await makePasskey(passkey);
      if (credential === null) setFault("No passkey was made. Try again, or use an authenticator app.");
      else await send("api/account/passkeys", { credential, name: "First passkey" });
    },
  };
}

function Actions({ done, busy, onLeave }: { done: boolean; busy: boolean; onLeave: () => Promise<void> }) {
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {done ? null : (
        <Button variant="link" formAction="none" onClick={() => void onLeave()}>
          Sign out
        </Button>
      )}
      <Button variant="primary" formAction="submit" loading={busy} loadingText="Checking">
        {done ? "I have saved them" : "Continue"}
      </Button>
    </SpaceBetween>
  );
}
