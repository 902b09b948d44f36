import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import type { FactorAnswer } from "../../../../src/contracts/admin-api/session.ts";
import { get, post } from "../api.ts";
import { Gate } from "../parts/gate.tsx";
import { factorWords } from "./factor-words.ts";
import { knowsPasskeys, provePasskey } from "./passkeys.ts";

type Props = { portalName: string; onProved: () => Promise<void>; onLeave: () => Promise<void> };

/** The second step of signing in: a code, a recovery code or a passkey. */
export function ProveFactorPage({ portalName, onProved, onLeave }: Props) {
  const { factor, code, setCode, fault, busy, sendCode, sendPasskey } = useProof(onProved);
  const passkey = knowsPasskeys() ? (factor?.passkey ?? null) : null;
  const byCode = factor === null || factor.generator || factor.recoveryCodes;
  return (
    <Gate portalName={portalName}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void sendCode();
        }}
      >
        <Container header={<Header variant="h1">One more step</Header>}>
          <Form
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="link" formAction="none" onClick={() => void onLeave()}>
                  Sign out
                </Button>
                <Button variant="primary" formAction="submit" loading={busy} loadingText="Checking">
                  Continue
                </Button>
              </SpaceBetween>
            }
          >
            <SpaceBetween size="l">
              {fault === null ? null : <Alert type="error">{fault}</Alert>}
              {passkey === null ? null : (
                <Button iconName="key" formAction="none" onClick={() => void sendPasskey(passkey)}>
                  Use your passkey
                </Button>
              )}
              {byCode ? (
                <FormField
                  label={factor?.generator === false ? "Recovery code" : "Code"}
                  description={
                    factor?.generator === false
                      ? "One of the recovery codes that you saved."
                      : "Six digits from your authenticator app, or one of your recovery codes."
                  }
                >
                  <Input
                    value={code}
                    onChange={({ detail }) => setCode(detail.value)}
                    name="code"
                    autoComplete="one-time-code"
                    spellcheck={false}
                    inputMode="text"
                    autoFocus
                  />
                </FormField>
              ) : null}
            </SpaceBetween>
          </Form>
        </Container>
      </form>
    </Gate>
  );
}

function useProof(onProved: () => Promise<void>) {
  const [factor, setFactor] = useState<FactorAnswer | null>(null);
  const [code, setCode] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    get<FactorAnswer>("api/session/factor").then(setFactor, (error) => setFault(factorWords(error)));
  }, []);
  const send = async (path: string, body: unknown) => {
    setBusy(true);
    setFault(null);
    try {
      await post(path, body);
      await onProved();
    } catch (error) {
      setCode("");
      setFault(factorWords(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    factor,
    code,
    setCode,
    fault,
    busy,
    sendCode: () => send("api/session/factor/code", { code }),
    sendPasskey: async (options: Readonly<Record<string, unknown>>) => {
      const credential = await provePasskey(options);
      if (credential === null) setFault("The passkey was not used. Try again, or type a code.");
      else await send("api/session/factor/passkey", { credential });
    },
  };
}
