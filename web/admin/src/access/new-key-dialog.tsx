import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { NewApiKeyAnswer } from "../../../../src/contracts/admin-api/api-keys.ts";
import { type Scope, scopes } from "../../../../src/contracts/admin-api/scope-names.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useChange } from "../use-change.ts";

const scopeWords: Readonly<Record<Scope, string>> = {
  "policies:read": "Read policies and their versions",
  "policies:write": "Change and publish policies",
  "messages:read": "Read message tracking, without evidence",
  "accounts:read": "Read recipients' accounts",
  "accounts:write": "Reset and sign out recipients' accounts",
  "tls:read": "Read TLS policies",
  "tls:write": "Change and publish TLS policies",
  "settings:read": "Read settings",
  "audit:read": "Read and export the audit log",
};

type Props = { onClose: () => void; onMade: () => void };

/** Makes a key and shows its token, this once. */
export function NewKeyDialog({ onClose, onMade }: Props) {
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [chosen, setChosen] = useState<readonly Scope[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [token, setToken] = useState<string | null>(null);
  const { busy, run } = useChange();
  const make = async () => {
    const wrong = faultIn(name, Number(days), chosen);
    setFault(wrong);
    if (wrong !== null) return;
    const body = { name, scopes: chosen, days: Number(days) };
    const made = await run<NewApiKeyAnswer>({ method: "POST", path: "api/api-keys", body });
    if (made.kind === "failed") {
      setFault(made.error.message);
      return;
    }
    setToken(made.answer.token);
    onMade();
  };
  if (token !== null) return <Made token={token} onClose={onClose} />;
  const toggle = (scope: Scope, on: boolean) =>
    setChosen(scopes.filter((each) => (each === scope ? on : chosen.includes(each))));
  return (
    <Dialog
      title="Make an API key"
      onClose={onClose}
      actions={
        <Button variant="primary" loading={busy} onClick={() => void make()}>
          Make the key
        </Button>
      }
    >
      <SpaceBetween size="l">
        {fault === null ? null : <Alert type="error">{fault}</Alert>}
        <FormField label="Name" description="What uses it, as “Policies from git”.">
          <Input value={name} onChange={({ detail }) => setName(detail.value)} autoFocus />
        </FormField>
        <FormField label="Days until it ends" constraintText="1 to 365">
          <Input value={days} type="number" inputMode="numeric" onChange={({ detail }) => setDays(detail.value)} />
        </FormField>
        <FormField label="Scopes" description="Give no more than it needs.">
          <SpaceBetween size="xs">
            {scopes.map((scope) => (
              <Checkbox
                key={scope}
                checked={chosen.includes(scope)}
                description={scope}
                onChange={({ detail }) => toggle(scope, detail.checked)}
              >
                {scopeWords[scope]}
              </Checkbox>
            ))}
          </SpaceBetween>
        </FormField>
      </SpaceBetween>
    </Dialog>
  );
}

function Made({ token, onClose }: { token: string; onClose: () => void }) {
  return (
    <Dialog
      title="Your new API key"
      onClose={onClose}
      actions={
        <Button variant="primary" onClick={onClose}>
          I have saved it
        </Button>
      }
    >
      <SpaceBetween size="m">
        <Alert type="warning">Save it now: it is not shown again, and nobody can look it up.</Alert>
        <code className="secret">{token}</code>
        <div>
          Programs send it as <code>Authorization: Bearer …</code>
        </div>
      </SpaceBetween>
    </Dialog>
  );
}

function faultIn(name: string, days: number, chosen: readonly Scope[]): string | null {
  if (name.trim() === "" || name.length > 60) return "Give it a name of at most 60 characters.";
  if (!Number.isInteger(days) || days < 1 || days > 365) return "Let it end in 1 to 365 days.";
  return chosen.length === 0 ? "Choose at least one scope." : null;
}
