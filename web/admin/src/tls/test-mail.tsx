import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useState } from "react";
import { goTo } from "../router.ts";
import { useChange } from "../use-change.ts";

/** Sends a mail as Secure Delivery wants it sent, and opens its views. */
export function TestMail() {
  const [to, setTo] = useState("");
  const { busy, run } = useChange();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const refused = { "bad-request": "Write one mail address, such as bob@partner.example." };
    const outcome = await run<{ messageId: string }>({
      method: "POST",
      path: "api/tls-test-mail",
      body: { to },
      refused,
    });
    if (outcome.kind === "done") goTo(`messages/${outcome.answer.messageId}`);
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="A short mail leaves as your Secure Delivery policies want mail to this address to leave. Its page shows how it came and how it left."
        >
          Send a test mail
        </Header>
      }
    >
      <form onSubmit={send}>
        <SpaceBetween size="s">
          <FormField label="To">
            <Input
              type="email"
              value={to}
              placeholder="postmaster@partner.example"
              onChange={({ detail }) => setTo(detail.value)}
            />
          </FormField>
          <Button loading={busy}>Send test mail</Button>
        </SpaceBetween>
      </form>
    </Container>
  );
}
