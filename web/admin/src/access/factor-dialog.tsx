import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import type { FactorOfferAnswer, RecoveryCodesAnswer } from "../../../../src/contracts/admin-api/session.ts";
import { change, get } from "../api.ts";
import { Dialog } from "../parts/dialog.tsx";
import { factorWords } from "./factor-words.ts";
import { GeneratorForm } from "./generator-form.tsx";
import { makePasskey } from "./passkeys.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";

/** What shall become of one's own second factors. */
export type FactorChange =
  | { readonly kind: "generator" | "passkey" | "recovery" }
  | { readonly kind: "drop"; readonly factor: "generator" | { readonly passkey: string }; readonly name: string };

type Props = { asked: FactorChange; userName: string; onClose: () => void; onChanged: () => void };

const titles = {
  generator: "Set up an authenticator app",
  passkey: "Add a passkey",
  recovery: "New recovery codes",
  drop: "Remove a second factor",
} as const;
const actions = { generator: "Set up", passkey: "Make the passkey", recovery: "Make them", drop: "Remove" } as const;

/** Changes a second factor once the password was typed again. */
export function FactorDialog({ asked, userName, onClose, onChanged }: Props) {
  const form = useFactorChange(asked, onChanged, onClose);
  const { codes, fault, busy, password, setPassword, offer } = form;
  if (codes !== null) {
    const close = (
      <Button variant="primary" onClick={onClose}>
        I have saved them
      </Button>
    );
    return (
      <Dialog title="Recovery codes" onClose={onClose} actions={close}>
        <RecoveryCodes codes={codes} userName={userName} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={titles[asked.kind]}
      onClose={onClose}
      actions={
        <Button variant="primary" loading={busy} onClick={() => void form.send()}>
          {actions[asked.kind]}
        </Button>
      }
    >
      <SpaceBetween size="l">
        {fault === null ? null : <Alert type="error">{fault}</Alert>}
        {asked.kind === "drop" ? <div>You will no longer sign in with {asked.name}.</div> : null}
        {asked.kind === "recovery" ? <div>The codes that you saved before end at once.</div> : null}
        <FormField label="Your password">
          <Input
            type="password"
            name="current-password"
            autoComplete="current-password"
            value={password}
            onChange={({ detail }) => setPassword(detail.value)}
          />
        </FormField>
        {asked.kind === "generator" && offer !== null ? (
          <GeneratorForm offer={offer} code={form.code} onCode={form.setCode} />
        ) : null}
        {asked.kind === "passkey" ? (
          <FormField label="Name of the passkey" description="So that you know it again, as “Laptop”.">
            <Input value={form.name} onChange={({ detail }) => form.setName(detail.value)} />
          </FormField>
        ) : null}
      </SpaceBetween>
    </Dialog>
  );
}

function useFactorChange(asked: FactorChange, onChanged: () => void, onClose: () => void) {
  const [offer, setOffer] = useState<FactorOfferAnswer | null>(null);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const needsOffer = asked.kind === "generator" || asked.kind === "passkey";
  useEffect(() => {
    if (!needsOffer) return;
    get<FactorOfferAnswer>("api/account/factor-offer").then(setOffer, (error) => setFault(factorWords(error)));
  }, [needsOffer]);
  const send = async () => {
    setBusy(true);
    setFault(null);
    try {
      const [path, body] = await wishOf(asked, { offer, code, name });
      if (path === null) {
        setFault(body);
        return;
      }
      const answer = await change<RecoveryCodesAnswer>("POST", path, { ...body, currentPassword: password });
      onChanged();
      if (answer.recoveryCodes.length === 0) onClose();
      else setCodes(answer.recoveryCodes);
    } catch (error) {
      setFault(factorWords(error));
    } finally {
      setBusy(false);
    }
  };
  return { offer, password, setPassword, code, setCode, name, setName, codes, fault, busy, send };
}

type Typed = { readonly offer: FactorOfferAnswer | null; readonly code: string; readonly name: string };

/** Where to send what; or no path, and why it cannot be sent. */
async function wishOf(
  asked: FactorChange,
  { offer, code, name }: Typed,
): Promise<readonly [path: string, body: object] | readonly [path: null, why: string]> {
  switch (asked.kind) {
    case "drop":
      return ["api/account/factors/remove", { factor: asked.factor }];
    case "recovery":
      return ["api/account/recovery-codes", {}];
    case "generator":
      return ["api/account/generator", { secret: offer?.secret ?? "", code }];
    case "passkey": {
      if (name.trim() === "" || name.length > 60) return [null, "Give it a name of at most 60 characters."];
      const credential = offer === null ? null : await makePasskey(offer.passkey);
      return credential === null
        ? [null, "No passkey was made. Try again."]
        : ["api/account/passkeys", { credential, name }];
    }
  }
}
