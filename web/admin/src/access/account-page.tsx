import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { AccountAnswer } from "../../../../src/contracts/admin-api/session.ts";
import { Section } from "../parts/section.tsx";
import { useChange } from "../use-change.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime, roleWords } from "../words.ts";
import { ChangePassword } from "./change-password.tsx";
import { type FactorChange, FactorDialog } from "./factor-dialog.tsx";

/** One's own password, second factors and sessions. */
export function AccountPage() {
  const { loaded, reload } = useLoaded<AccountAnswer>("api/account");
  return (
    <ContentLayout header={<Header variant="h1">Your account</Header>}>
      <title>Your account – Administrative Console</title>
      <Section loaded={loaded} onRetry={reload}>
        {(account) => (
          <SpaceBetween size="l">
            <Container header={<Header variant="h2">You</Header>}>
              <KeyValuePairs
                columns={3}
                items={[
                  { label: "User name", value: account.userName },
                  { label: "Role", value: roleWords[account.role] },
                  { label: "Mail goes to", value: account.address ?? "The operator's address" },
                ]}
              />
            </Container>
            <Factors account={account} onChanged={reload} />
            <ChangePassword account={account} onChanged={reload} />
            <Sessions />
          </SpaceBetween>
        )}
      </Section>
    </ContentLayout>
  );
}

function Factors({ account, onChanged }: { account: AccountAnswer; onChanged: () => void }) {
  const [asked, setAsked] = useState<FactorChange | null>(null);
  const { generatorSince, passkeys, recoveryCodesLeft } = account;
  return (
    <Container
      header={
        <Header variant="h2" description="What you sign in with beside the password. One is always needed.">
          Second factors
        </Header>
      }
    >
      <SpaceBetween size="m">
        <div className="factor">
          <div>
            <b>Authenticator app</b>
            <div className="quiet">
              {generatorSince === undefined ? "Not set up" : `Set up on ${dateTime(generatorSince)}`}
            </div>
          </div>
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setAsked({ kind: "generator" })}>
              {generatorSince === undefined ? "Set up…" : "Set up anew…"}
            </Button>
            {generatorSince === undefined ? null : (
              <Button onClick={() => setAsked({ kind: "drop", factor: "generator", name: "the authenticator app" })}>
                Remove…
              </Button>
            )}
          </SpaceBetween>
        </div>
        {passkeys.map(({ id, name, createdAt }) => (
          <div className="factor" key={id}>
            <div>
              <b>Passkey “{name}”</b>
              <div className="quiet">Made on {dateTime(createdAt)}</div>
            </div>
            <Button
              ariaLabel={`Remove passkey ${name}`}
              onClick={() => setAsked({ kind: "drop", factor: { passkey: id }, name: `the passkey “${name}”` })}
            >
              Remove…
            </Button>
          </div>
        ))}
        <Button iconName="add-plus" onClick={() => setAsked({ kind: "passkey" })}>
          Add a passkey…
        </Button>
        <div className="factor">
          <div>
            <b>Recovery codes</b>
            <div className="quiet">{recoveryCodesLeft} of 10 were not used yet</div>
          </div>
          <Button onClick={() => setAsked({ kind: "recovery" })}>Make new ones…</Button>
        </div>
      </SpaceBetween>
      {asked === null ? null : (
        <FactorDialog asked={asked} userName={account.userName} onClose={() => setAsked(null)} onChanged={onChanged} />
      )}
    </Container>
  );
}

function Sessions() {
  const { busy, run } = useChange();
  const done = "Every other session of yours has ended.";
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="A session ends after 30 idle minutes, and after 12 hours in any case."
          actions={
            <Button
              loading={busy}
              onClick={() => void run({ method: "POST", path: "api/account/sign-out-everywhere", done })}
            >
              Sign out everywhere else
            </Button>
          }
        >
          Sessions
        </Header>
      }
    />
  );
}
