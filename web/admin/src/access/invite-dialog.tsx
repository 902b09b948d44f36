import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { Role } from "../../../../src/contracts/admin-api/role-names.ts";
import { ApiError, change } from "../api.ts";
import { useFlash } from "../flashes.ts";
import { Dialog } from "../parts/dialog.tsx";
import { RoleChoice } from "./role-choice.tsx";

type Fault = { readonly field: "name" | "address"; readonly text: string };

/** Invites an administrator; what was typed stays until it worked. */
export function InviteDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const [userName, setUserName] = useState("");
  const [address, setAddress] = useState("");
  const [role, setRole] = useState<Role>("policy-admin");
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const flash = useFlash();
  const invite = async () => {
    const wrong = faultIn(userName, address);
    setFault(wrong);
    if (wrong !== null) return;
    setBusy(true);
    try {
      await change("POST", "api/administrators", { userName, address: address.trim(), role });
      flash({ type: "success", text: `${userName} was invited. The mail with the one-time password is on its way.` });
      onDone();
      onClose();
    } catch (error) {
      setFault(wordsFor(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title="Invite an administrator"
      onClose={onClose}
      actions={
        <Button variant="primary" loading={busy} onClick={() => void invite()}>
          Invite
        </Button>
      }
    >
      <SpaceBetween size="l">
        <FormField
          label="User name"
          constraintText="Letters, digits, dots and hyphens. It cannot be changed later."
          errorText={fault?.field === "name" ? fault.text : undefined}
        >
          <Input value={userName} spellcheck={false} onChange={({ detail }) => setUserName(detail.value)} autoFocus />
        </FormField>
        <FormField
          label="Mail address"
          description="Gets the user name and a one-time password that is good for seven days."
          errorText={fault?.field === "address" ? fault.text : undefined}
        >
          <Input value={address} type="email" onChange={({ detail }) => setAddress(detail.value)} />
        </FormField>
        <FormField label="Role">
          <RoleChoice value={role} onChange={setRole} />
        </FormField>
      </SpaceBetween>
    </Dialog>
  );
}

function faultIn(userName: string, address: string): Fault | null {
  if (!/^[a-z0-9][a-z0-9._-]{1,63}$/i.test(userName.trim()))
    return { field: "name", text: "Use 2 to 64 letters, digits, dots, hyphens or underscores." };
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address.trim())) return { field: "address", text: "Enter a mail address." };
  return null;
}

function wordsFor(error: unknown): Fault {
  if (!(error instanceof ApiError)) throw error;
  if (error.code === "name-taken") return { field: "name", text: "This user name is taken." };
  if (error.code === "bad-request") return { field: "address", text: "This mail address cannot be used." };
  return { field: "name", text: `Not done: ${error.message}.` };
}
