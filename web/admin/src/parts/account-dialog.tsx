import type { AccountRow } from "../../../../src/contracts/admin-api/accounts.ts";
import { useChange } from "../use-change.ts";
import { ConfirmDialog } from "./dialog.tsx";

/** What an administrator can do with a recipient's account. */
export type AccountAction = "reset" | "sign-out" | "factors" | "delete";

type Words = {
  readonly path: string;
  readonly title: string;
  readonly action: string;
  readonly text: string;
  readonly done: string;
};

const words: Readonly<Record<AccountAction, Words>> = {
  reset: {
    path: "api/accounts/reset",
    title: "Reset the password?",
    action: "Send the mail",
    text: "gets a mail to choose a new password. Mail that waits is not lost, and a second factor stays.",
    done: "The mail is on its way.",
  },
  "sign-out": {
    path: "api/accounts/sign-out",
    title: "Sign out everywhere?",
    action: "Sign out",
    text: "has to sign in again on every device, and is told of it by mail.",
    done: "Every session has ended.",
  },
  factors: {
    path: "api/accounts/second-factor/removal",
    title: "Remove the second factor?",
    action: "Remove",
    text: "can sign in with the password alone, and is told of it by mail. Do this only for somebody who lost the device and proved who they are on another way than mail.",
    done: "The second factor and passkeys are gone, and every session has ended.",
  },
  delete: {
    path: "api/accounts/deletion",
    title: "Delete the account?",
    action: "Delete",
    text: "can no longer sign in. Messages that wait stay sealed until they expire; the next notice offers a new activation. To take messages back, recall them in message tracking.",
    done: "The account is deleted.",
  },
};

type Props = { what: AccountAction; account: AccountRow; onClose: () => void; onDone: () => void };

/** Asks once more, then does it. */
export function AccountDialog({ what, account: { address }, onClose, onDone }: Props) {
  const { run } = useChange();
  const { path, title, action, text, done } = words[what];
  const confirm = async () => {
    const refused = { "not-found": "This address has no such account any more." };
    await run({ method: "POST", path, body: { address }, done, refused });
    onDone();
  };
  return (
    <ConfirmDialog title={title} action={action} onCancel={onClose} onConfirm={() => void confirm()}>
      <b>{address}</b> {text}
    </ConfirmDialog>
  );
}
