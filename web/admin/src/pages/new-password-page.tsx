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

type Props = {
  portalName: string;
  userName: string;
  onChosen: () => Promise<void>;
  onLeave: () => Promise<void>;
};
type Fault = { readonly field: "new" | "again" | "page"; readonly text: string };

/** The one page open after a one-time password: choose your own. */
export function NewPasswordPage({ portalName, userName, onChosen, onLeave }: Props) {
  const { form, fault, busy, setForm, submit } = useNewPassword(onChosen);
  return (
    <Gate portalName={portalName}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <input
          className="unseen"
          name="username"
          autoComplete="username"
          value={userName}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
        <Container header={<Header variant="h1">Choose your password</Header>}>
          <Form actions={<Actions busy={busy} onLeave={onLeave} />}>
            <SpaceBetween size="l">
              {fault?.field === "page" ? <Alert type="error">{fault.text}</Alert> : null}
              <div>
                You signed in as <b>{userName}</b> with the one-time password. It ends here: from now on you sign in
                with the password you choose here.
              </div>
              <FormField
                label="New password"
                constraintText="12 to 128 characters. A few words that do not belong together are easy to remember."
                errorText={fault?.field === "new" ? fault.text : undefined}
              >
                <Input
                  value={form.chosen}
                  onChange={({ detail }) => setForm({ ...form, chosen: detail.value })}
                  type="password"
                  name="new-password"
                  autoComplete="new-password"
                  autoFocus
                />
              </FormField>
              <FormField label="New password again" errorText={fault?.field === "again" ? fault.text : undefined}>
                <Input
                  value={form.again}
                  onChange={({ detail }) => setForm({ ...form, again: detail.value })}
                  type="password"
                  name="new-password-again"
                  autoComplete="new-password"
                />
              </FormField>
            </SpaceBetween>
          </Form>
        </Container>
      </form>
    </Gate>
  );
}

function useNewPassword(onChosen: () => Promise<void>) {
  const [form, setForm] = useState({ chosen: "", again: "" });
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    if (form.chosen !== form.again) {
      setFault({ field: "again", text: "The two passwords are not the same." });
      return;
    }
    setBusy(true);
    setFault(null);
    try {
      await post("api/session/password", { newPassword: form.chosen });
      await onChosen();
    } catch (error) {
      setFault(faultFor(error));
    } finally {
      setBusy(false);
    }
  };
  return { form, fault, busy, setForm, submit };
}

function Actions({ busy, onLeave }: { busy: boolean; onLeave: () => Promise<void> }) {
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button variant="link" formAction="none" onClick={() => void onLeave()}>
        Sign out
      </Button>
      <Button variant="primary" formAction="submit" loading={busy} loadingText="Saving">
        Save password
      </Button>
    </SpaceBetween>
  );
}

function faultFor(error: unknown): Fault {
  if (!(error instanceof ApiError)) throw error;
  switch (error.code) {
    case "password-too-short":
      return { field: "new", text: "Too short: use at least 12 characters." };
    case "password-too-long":
    case "bad-request":
      return { field: "new", text: "Too long: use at most 128 characters." };
    case "password-common":
      return { field: "new", text: "Too easy to guess. Choose words that do not belong together." };
    case "unreachable":
      return { field: "page", text: "The gateway did not answer. Check your connection and try again." };
    case "sign-in-needed":
      return { field: "page", text: "Your session has ended. An owner can give you a new one-time password." };
    default:
      return { field: "page", text: `Saving failed on our side. Try again in a moment. ${error.reference}` };
  }
}
