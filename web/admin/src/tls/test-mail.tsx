import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { type FormEvent, useState } from "react";
import type { TestMailProgress } from "../../../../src/contracts/admin-api/tls.ts";
import { goTo } from "../router.ts";
import { useChange } from "../use-change.ts";
import { useTestMail } from "./use-test-mail.ts";

const refused = {
  "bad-request": "Write one mail address, such as bob@partner.example.",
  "too-many-tests": "30 test mails an hour are the most. Wait a while.",
  "gateway-domain": "Name an address outside the gateway's own domain.",
};

/** Sends a mail by the gateway's own ingress and on as Secure Delivery wants it sent, and opens its views. */
export function TestMail() {
  const [to, setTo] = useState("");
  const [test, setTest] = useState<string | null>(null);
  const { busy, run } = useChange();
  const progress = useTestMail(test, (messageId) => goTo(`messages/${messageId}`));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setTest(null);
    const outcome = await run<{ test: string }>({ method: "POST", path: "api/tls-test-mail", body: { to }, refused });
    if (outcome.kind === "done") setTest(outcome.answer.test);
  };
  const underWay = progress?.state === "under-way";
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="A short mail goes to the gateway's own ingress, comes in as your mail does, and leaves as your Secure Delivery policies want mail to this address to leave. Its page shows how it came and how it left."
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
          <Button loading={busy || underWay} formAction="submit">
            Send test mail
          </Button>
          <div aria-live="polite">{progress === null ? null : <Progress of={progress} />}</div>
        </SpaceBetween>
      </form>
    </Container>
  );
}

function Progress({ of }: { of: TestMailProgress | { readonly state: "slow" } }) {
  if (of.state === "under-way")
    return <StatusIndicator type="in-progress">On its way to the gateway's ingress</StatusIndicator>;
  if (of.state === "slow")
    return (
      <Alert type="info">It has not come in yet. Message tracking shows it once it has; its subject is TLS test.</Alert>
    );
  if (of.state === "arrived") return <StatusIndicator type="success">It came in</StatusIndicator>;
  return (
    <Alert type="error" header="It did not come in at the gateway">
      {of.words || "No reason was given."}
    </Alert>
  );
}
