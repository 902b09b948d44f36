import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { type FormEvent, useState } from "react";
import type { SmtpAccessAnswer } from "../../../../src/contracts/admin-api/smtp-access.ts";
import { Section } from "../parts/section.tsx";
import { useChange } from "../use-change.ts";
import { useLoaded } from "../use-loaded.ts";

const refused = {
  "password-missing": "A new user name needs its password.",
  "user-missing": "A password needs a user name.",
  "not-a-certificate": "Only certificates in PEM may stand there: -----BEGIN CERTIFICATE----- and so on.",
  "certificate-expired": "A certificate has expired.",
};

/** As whom the gateway signs in to the company's own mail server; a password is written and never shown. */
export function SmtpAccess() {
  const { loaded, reload } = useLoaded<SmtpAccessAnswer>("api/smtp-access");
  return (
    <Section loaded={loaded} onRetry={reload}>
      {(answer) => <Form key={answer.changedAt} answer={answer} onSaved={reload} />}
    </Section>
  );
}

function Form({ answer, onSaved }: { answer: SmtpAccessAnswer; onSaved: () => void }) {
  const [user, setUser] = useState(answer.user ?? "");
  const [password, setPassword] = useState("");
  const [authority, setAuthority] = useState(answer.authority);
  const { busy, run } = useChange();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const body = { user: user.trim() || null, authority, ...(password && { password }) };
    const done = "Saved. Mail leaves by it within a minute.";
    const outcome = await run({ method: "PUT", path: "api/smtp-access", body, done, refused });
    if (outcome.kind === "done") onSaved();
  };
  const kept = answer.user !== null && user.trim() === answer.user;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={`${answer.server}: the way out of policies that ask for the SMTP route. The gateway signs in over TLS only, and only to a server whose certificate is trusted.`}
        >
          The company's own mail server
        </Header>
      }
    >
      <form onSubmit={save}>
        <SpaceBetween size="m">
          <FormField label="User name" description="Empty: it takes mail from the gateway without a sign-in.">
            <Input value={user} autoComplete={false} onChange={({ detail }) => setUser(detail.value)} />
          </FormField>
          <FormField
            label="Password"
            description={kept ? "One is kept. Leave this empty to keep it; nobody can read it here." : undefined}
          >
            <Input
              type="password"
              value={password}
              autoComplete="new-password"
              onChange={({ detail }) => setPassword(detail.value)}
            />
          </FormField>
          <FormField
            label="Certificates to trust"
            description="In PEM, where the server's certificate comes from an authority of your own. Public authorities are trusted anyway."
          >
            <Textarea
              value={authority}
              rows={4}
              spellcheck={false}
              onChange={({ detail }) => setAuthority(detail.value)}
            />
          </FormField>
          <Button loading={busy} formAction="submit">
            Save
          </Button>
        </SpaceBetween>
      </form>
    </Container>
  );
}
