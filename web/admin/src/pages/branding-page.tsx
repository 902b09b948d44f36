import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { BrandingAnswer } from "../../../../src/contracts/admin-api/branding.ts";
import type { PortalBrand } from "../../../../src/contracts/settings.ts";
import { BrandForm } from "../parts/brand-form.tsx";
import { BrandPreview } from "../parts/brand-preview.tsx";
import { Section } from "../parts/section.tsx";
import { useVisit } from "../signed-in.ts";
import { useUnsaved } from "../unsaved.ts";
import { useChange } from "../use-change.ts";
import { useLoaded } from "../use-loaded.ts";

/** The company's name, picture, colour and words on the portal and in our mails. */
export function BrandingPage() {
  const { loaded, reload } = useLoaded<BrandingAnswer>("api/branding");
  return (
    <ContentLayout
      header={
        <Header variant="h1" description="How the Message Pickup Center and our mails look to people outside.">
          Branding
        </Header>
      }
    >
      <title>Branding – Administrative Console</title>
      <Section loaded={loaded} onRetry={reload}>
        {(answer) => <Editor key={answer.version} answer={answer} onReload={reload} />}
      </Section>
    </ContentLayout>
  );
}

function Editor({ answer, onReload }: { answer: BrandingAnswer; onReload: () => void }) {
  const { signedIn } = useVisit();
  const [brand, setBrand] = useState<PortalBrand>(answer.brand);
  const [conflict, setConflict] = useState(false);
  const { busy, run } = useChange();
  const mayChange = signedIn.role === "owner";
  const changed = JSON.stringify(brand) !== JSON.stringify(answer.brand);
  useUnsaved(changed);
  const save = async () => {
    const done = "Saved. New pages and mails wear it within seconds.";
    const body = { basedOn: answer.version, brand };
    const outcome = await run<BrandingAnswer>({ method: "PUT", path: "api/branding", body, done });
    if (outcome.kind === "done") onReload();
    else setConflict(outcome.error.code === "conflict");
  };
  return (
    <SpaceBetween size="l">
      {conflict ? (
        <Alert type="warning" action={<Button onClick={onReload}>Load theirs</Button>}>
          Somebody else saved settings while you were editing. Your changes below are not saved; copy what you need
          before you load theirs.
        </Alert>
      ) : null}
      <div className="columns">
        <Container
          header={<Header variant="h2">Look</Header>}
          footer={
            mayChange ? (
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="primary" disabled={!changed} loading={busy} onClick={() => void save()}>
                  Save
                </Button>
                <Button variant="link" disabled={!changed || busy} onClick={() => setBrand(answer.brand)}>
                  Undo
                </Button>
              </SpaceBetween>
            ) : null
          }
        >
          <BrandForm brand={brand} deployedName={answer.deployedName} readOnly={!mayChange} onChange={setBrand} />
        </Container>
        {signedIn.role === "auditor" ? null : <BrandPreview brand={brand} />}
      </div>
    </SpaceBetween>
  );
}
