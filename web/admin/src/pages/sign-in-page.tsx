import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { ApiError, post } from "../api.ts";
import { Gate } from "../parts/gate.tsx";

type Props = { portalName: string; ended: boolean; onSignedIn: () => Promise<void> };

/** Asks for user name and password; the address stays, so that a deep link opens after it. */
export function SignInPage({ portalName, ended, onSignedIn }: Props) {
  const [userName, setUserName] = useState("");
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const signIn = async () => {
    setBusy(true);
    setFault(null);
    try {
      await post("api/session", { userName, password });
      await onSignedIn();
    } catch (error) {
      setPassword("");
      setFault(wordsFor(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Gate portalName={portalName}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <Container header={<Header variant="h1">Sign in</Header>}>
          <Form actions={<Submit busy={busy} />}>
            <SpaceBetween size="l">
              {ended && fault === null ? <Alert type="info">You were signed out. Sign in to go on.</Alert> : null}
              {fault === null ? null : <Alert type="error">{fault}</Alert>}
              <FormField label="User name">
                <Input
                  value={userName}
                  onChange={({ detail }) => setUserName(detail.value)}
                  name="username"
                  autoComplete="username"
                  spellcheck={false}
                  nativeInputAttributes={{ autoCapitalize: "none" }}
                  autoFocus
                />
              </FormField>
              <FormField
                label="Password"
                description="The first time: the one-time password from the installation mail."
              >
                <Input
                  value={password}
                  onChange={({ detail }) => setPassword(detail.value)}
                  type="password"
                  name="password"
                  autoComplete="current-password"
                />
              </FormField>
            </SpaceBetween>
          </Form>
        </Container>
      </form>
    </Gate>
  );
}

function Submit({ busy }: { busy: boolean }) {
  return (
    <Button variant="primary" formAction="submit" loading={busy} loadingText="Signing in">
      Sign in
    </Button>
  );
}

function wordsFor(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  switch (error.code) {
    case "bad-request":
      return "Enter your user name and your password.";
    case "sign-in-refused":
      return "User name or password is wrong. A one-time password works once and for seven days.";
    case "too-many-tries":
      return "Too many tries. Wait 15 minutes, then try again.";
    case "unreachable":
      return "The gateway did not answer. Check your connection and try again.";
    default:
      return `Signing in failed on our side. Try again in a moment. ${error.reference}`;
  }
}
