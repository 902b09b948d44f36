import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { AccountAnswer } from "../../../../src/contracts/admin-api/session.ts";
import { useChange } from "../use-change.ts";
import { dateTime } from "../words.ts";

const refused = {
  "wrong-password": "Your current password is wrong.",
  "password-too-short": "The new password is too short: use at least 12 characters.",
  "password-too-long": "The new password is too long: use at most 128 characters.",
  "password-common": "The new password is too easy to guess. Choose words that do not belong together.",
  "too-many-tries": "Too many tries. Wait 15 minutes, then try again.",
};
const empty = { current: "", chosen: "", again: "" };

/** A new password for the old one. */
export function ChangePassword({ account, onChanged }: { account: AccountAnswer; onChanged: () => void }) {
  const [form, setForm] = useState(empty);
  const { busy, run } = useChange();
  const differs = form.again !== "" && form.again !== form.chosen;
  const save = async () => {
    const body = { currentPassword: form.current, newPassword: form.chosen };
    const done = "Your password was changed, and every other session has ended.";
    const saved = await run({ method: "POST", path: "api/session/password", body, done, refused });
    if (saved.kind === "failed") return;
    setForm(empty);
    onChanged();
  };
  const field = (id: keyof typeof empty, label: string, autoComplete: string, errorText?: string) => (
    <FormField label={label} errorText={errorText}>
      <Input
        type="password"
        name={id}
        autoComplete={autoComplete}
        value={form[id]}
        onChange={({ detail }) => setForm({ ...form, [id]: detail.value })}
      />
    </FormField>
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        className="unseen"
        name="username"
        autoComplete="username"
        value={account.userName}
        readOnly
        tabIndex={-1}
        aria-hidden
      />
      <Container
        header={
          <Header variant="h2" description={`In use since ${dateTime(account.passwordSince)}.`}>
            Password
          </Header>
        }
      >
        <SpaceBetween size="m">
          {field("current", "Current password", "current-password")}
          {field("chosen", "New password", "new-password")}
          {field("again", "New password again", "new-password", differs ? "The two are not the same." : undefined)}
          <Button formAction="submit" loading={busy} disabled={form.chosen === "" || form.again !== form.chosen}>
            Change password
          </Button>
        </SpaceBetween>
      </Container>
    </form>
  );
}
