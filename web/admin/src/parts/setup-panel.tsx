import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { ReactNode } from "react";
import type { SetupStep } from "../../../../src/contracts/admin-api/dashboard.ts";
import { follow, hrefOf } from "../router.ts";
import { useVisit } from "../signed-in.ts";
import { ConnectorSecretButton } from "./connector-secret-button.tsx";

const words: Readonly<Record<SetupStep["id"], { title: string; text: string }>> = {
  secret: {
    title: "Give your mail server the connector's secret",
    text: "It adds the secret as a header to what it sends here. The gateway removes it before anything is stored.",
  },
  "first-mail": {
    title: "Send a first message through the gateway",
    text: "Route one mailbox's outside mail here and write to a private address of yours.",
  },
  proven: {
    title: "See it proven as yours",
    text: "A listed network, a company sender, and the secret or a DKIM signature. Otherwise tracking says what was missing.",
  },
  policies: { title: "Look at the policies and publish your own", text: "The first ones came with the installation." },
  "first-reader": {
    title: "Have somebody pick up a message",
    text: "The first recipient activates an account and reads in the browser.",
  },
};

/** What is left to set up; gone when all is done. */
export function SetupPanel({ steps, onChanged }: { steps: readonly SetupStep[]; onChanged: () => void }) {
  const left = steps.filter(({ done }) => !done).length;
  if (left === 0) return null;
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${steps.length - left}/${steps.length})`}>
          Setup
        </Header>
      }
    >
      <ol className="steps">
        {steps.map((step) => (
          <Step key={step.id} step={step} onChanged={onChanged} />
        ))}
      </ol>
    </Container>
  );
}

function Step({ step: { id, done }, onChanged }: { step: SetupStep; onChanged: () => void }) {
  const { title, text } = words[id];
  return (
    <li>
      <StatusIndicator type={done ? "success" : "pending"}>{done ? "Done" : "To do"}</StatusIndicator>
      <div>
        <b>{title}</b>
        <div className="quiet">{text}</div>
      </div>
      {done ? null : <StepAction id={id} onChanged={onChanged} />}
    </li>
  );
}

function StepAction({ id, onChanged }: { id: SetupStep["id"]; onChanged: () => void }): ReactNode {
  const { role } = useVisit().signedIn;
  if (id === "secret") return role === "owner" ? <ConnectorSecretButton onChanged={onChanged} /> : null;
  const target = { policies: "policies", proven: "messages", "first-mail": "messages", "first-reader": "accounts" }[id];
  if (role === "reviewer") return null;
  return (
    <Link href={hrefOf(target)} onFollow={follow} ariaLabel={`Open: ${words[id].title}`}>
      Open
    </Link>
  );
}
