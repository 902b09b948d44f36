import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { AdministratorRow } from "../../../../src/contracts/admin-api/administrators.ts";
import type { ChangeMethod } from "../api.ts";
import { Dialog } from "../parts/dialog.tsx";
import { useChange } from "../use-change.ts";
import { RoleChoice } from "./role-choice.tsx";

/** What an owner can do with another administrator. */
export type AdministratorAction = "role" | "reset" | "disable" | "enable" | "remove";

type Words = { readonly title: string; readonly action: string; readonly text: string; readonly done: string };

const words: Readonly<Record<AdministratorAction, Words>> = {
  role: {
    title: "Change the role",
    action: "Change",
    text: "has to sign in again and then has the new role.",
    done: "The role was changed.",
  },
  reset: {
    title: "Reset this administrator?",
    action: "Reset",
    text: "loses password and second factor, is signed out everywhere, and gets a mail with a new one-time password.",
    done: "The mail with the one-time password is on its way.",
  },
  disable: {
    title: "Disable this administrator?",
    action: "Disable",
    text: "is signed out everywhere and cannot sign in until you let them in again.",
    done: "The administrator is disabled.",
  },
  enable: {
    title: "Let this administrator in again?",
    action: "Let in",
    text: "can sign in again with the password and second factor of before.",
    done: "The administrator can sign in again.",
  },
  remove: {
    title: "Remove this administrator?",
    action: "Remove",
    text: "can never sign in again. The audit log keeps the name with what was done, until you erase it there.",
    done: "The administrator was removed.",
  },
};

const refused = {
  "last-owner": "Not done: nobody else could manage administrators any more. Make somebody else an owner first.",
  "own-account": "Not done: this is your own account.",
};

type Props = { what: AdministratorAction; row: AdministratorRow; onClose: () => void; onDone: () => void };

/** Asks once more, then does it. */
export function AdministratorDialog({ what, row, onClose, onDone }: Props) {
  const [role, setRole] = useState(row.role);
  const { busy, run } = useChange();
  const { title, action, text, done } = words[what];
  const { version } = row;
  const path = `api/administrators/${encodeURIComponent(row.subjectId)}`;
  const asked: Readonly<Record<AdministratorAction, readonly [ChangeMethod, string, object]>> = {
    role: ["PATCH", path, { version, role }],
    reset: ["POST", `${path}/reset`, { version }],
    disable: ["PATCH", path, { version, disabled: true }],
    enable: ["PATCH", path, { version, disabled: false }],
    remove: ["DELETE", path, { version }],
  };
  const confirm = async () => {
    const [method, target, body] = asked[what];
    await run({ method, path: target, body, done, refused });
    onDone();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <Button variant="primary" loading={busy} onClick={() => void confirm()}>
          {action}
        </Button>
      }
    >
      <SpaceBetween size="m">
        <div>
          <b>{row.userName}</b> {text}
        </div>
        {what === "role" ? <RoleChoice value={role} onChange={setRole} /> : null}
      </SpaceBetween>
    </Dialog>
  );
}
