import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { ConnectorAnswer } from "../../../../src/contracts/admin-api/dashboard.ts";
import { ConnectorSecretButton } from "../parts/connector-secret-button.tsx";
import { ConfirmDialog } from "../parts/dialog.tsx";
import { Section } from "../parts/section.tsx";
import { useChange } from "../use-change.ts";
import { useLoaded } from "../use-loaded.ts";

/** The secret by which the company's mail servers prove themselves: shown once, renewed without a gap. */
export function ConnectorPanel() {
  const { loaded, reload } = useLoaded<ConnectorAnswer>("api/connector");
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="A header that your mail servers add. Whoever knows it can send mail as your company."
        >
          The connector's secret
        </Header>
      }
    >
      <Section loaded={loaded} onRetry={reload}>
        {(connector) => <Connector connector={connector} onChanged={reload} />}
      </Section>
    </Container>
  );
}

function Connector({ connector: { shown, values }, onChanged }: { connector: ConnectorAnswer; onChanged: () => void }) {
  const [asking, setAsking] = useState<"renewal" | "end-of-old" | null>(null);
  const { busy, run } = useChange();
  const make = async (what: "renewal" | "end-of-old") => {
    setAsking(null);
    await run({ method: "POST", path: `api/connector/${what}`, done: doneWords[what] });
    onChanged();
  };
  return (
    <SpaceBetween size="s">
      <Box>{stateWords(shown, values)}</Box>
      <SpaceBetween direction="horizontal" size="xs">
        {shown ? null : <ConnectorSecretButton onChanged={onChanged} />}
        <Button loading={busy} onClick={() => setAsking("renewal")}>
          Make a new one…
        </Button>
        {values > 1 ? (
          <Button loading={busy} onClick={() => setAsking("end-of-old")}>
            End the old ones…
          </Button>
        ) : null}
      </SpaceBetween>
      {asking === null ? null : (
        <ConfirmDialog {...questions[asking]} onCancel={() => setAsking(null)} onConfirm={() => void make(asking)} />
      )}
    </SpaceBetween>
  );
}

function stateWords(shown: boolean, values: number): string {
  const seen = shown ? "The newest was shown." : "The newest was not shown to anybody yet.";
  if (values === 1) return `One value is valid. ${seen}`;
  return `${values} values are valid, so that mail servers can change over one by one. ${seen}`;
}

const doneWords = {
  renewal: "A new secret was made. The one before stays valid until you end it.",
  "end-of-old": "The old secrets are no longer valid.",
} as const;

const questions = {
  renewal: {
    title: "Make a new secret?",
    action: "Make it",
    children:
      "Nothing stops working: the one before stays valid. Show the new one, put it into every mail server, then end the old ones.",
  },
  "end-of-old": {
    title: "End the old secrets?",
    action: "End them",
    children:
      "Only the newest is valid from then on. Mail of a server that still adds an old one is refused, unless it is proven by DKIM.",
  },
} as const;
