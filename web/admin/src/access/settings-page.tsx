import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { SettingsAnswer } from "../../../../src/contracts/admin-api/settings.ts";
import type { Settings } from "../../../../src/contracts/settings.ts";
import { Section } from "../parts/section.tsx";
import { useVisit } from "../signed-in.ts";
import { useUnsaved } from "../unsaved.ts";
import { useChange } from "../use-change.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";
import { ConnectorPanel } from "./connector-panel.tsx";
import { GatewayFields } from "./gateway-fields.tsx";
import { KeepingFields } from "./keeping-fields.tsx";
import { SettingsElsewhere } from "./settings-elsewhere.tsx";
import { faultIn } from "./settings-faults.ts";

/** What an owner decides while the gateway runs. */
export function SettingsPage() {
  const { loaded, reload } = useLoaded<SettingsAnswer>("api/settings");
  return (
    <>
      <title>Settings – Administrative Console</title>
      <Section loaded={loaded} onRetry={reload}>
        {(answer) => <Editor key={answer.version} answer={answer} onReload={reload} />}
      </Section>
    </>
  );
}

function Editor({ answer, onReload }: { answer: SettingsAnswer; onReload: () => void }) {
  const [settings, setSettings] = useState<Settings>(answer.settings);
  const [conflict, setConflict] = useState(false);
  const { busy, run } = useChange();
  const readOnly = useVisit().signedIn.role !== "owner";
  const fault = faultIn(settings);
  const changed = JSON.stringify(settings) !== JSON.stringify(answer.settings);
  useUnsaved(changed);
  const save = async () => {
    const body = { version: answer.version, settings };
    const saved = await run({
      method: "PUT",
      path: "api/settings",
      body,
      done: "Saved. In force at the next message, within five seconds.",
    });
    if (saved.kind === "done") onReload();
    else setConflict(saved.error.code === "conflict");
  };
  const set = (change: Partial<Settings>) => setSettings({ ...settings, ...change });
  const fields = { settings, deployed: answer.deployed, readOnly, onChange: set };
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={sinceWords(answer)}
          actions={
            readOnly ? undefined : (
              <SpaceBetween direction="horizontal" size="xs">
                <Button disabled={!changed} onClick={() => setSettings(answer.settings)}>
                  Discard changes
                </Button>
                <Button
                  variant="primary"
                  loading={busy}
                  disabled={!changed || fault !== null}
                  onClick={() => void save()}
                >
                  Save
                </Button>
              </SpaceBetween>
            )
          }
        >
          Settings
        </Header>
      }
    >
      <SpaceBetween size="l">
        {conflict ? (
          <Alert
            type="warning"
            header="Somebody else saved settings meanwhile"
            action={<Button onClick={onReload}>Load theirs</Button>}
          >
            Yours are still on this page and were not saved. Note what you wanted to change, then load theirs.
          </Alert>
        ) : null}
        <GatewayFields {...fields} />
        <KeepingFields {...fields} />
        {readOnly ? null : <ConnectorPanel />}
        <SettingsElsewhere />
      </SpaceBetween>
    </ContentLayout>
  );
}

function sinceWords({ version, changedAt, changedBy }: SettingsAnswer): string {
  if (version === 0 || changedAt === undefined) return "As deployed; nobody has changed any yet.";
  return `In force since ${dateTime(changedAt)}, saved by ${changedBy ?? "somebody whose name was erased"}.`;
}
