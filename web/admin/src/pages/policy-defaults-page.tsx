import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { DraftAnswer } from "../../../../src/contracts/admin-api/drafts.ts";
import { Section } from "../parts/section.tsx";
import { DraftBar } from "../policies/draft-bar.tsx";
import { choiceWord } from "../policies/field-words.ts";
import { freeId } from "../policies/new-policy.ts";
import "../policies/policies.css";
import { ProfileForm } from "../policies/profile-form.tsx";
import { type DraftHandle, useDraft } from "../policies/use-draft.ts";
import { useVisit } from "../signed-in.ts";
import { dispositionWords } from "../words.ts";

/** The last row, what happens to mail that could not be read, and how sealed mail is kept. */
export function PolicyDefaultsPage() {
  const draft = useDraft();
  return (
    <ContentLayout
      header={
        <Header variant="h1" description="Part of the draft, as policies are: in force when it is published.">
          Defaults and profiles
        </Header>
      }
    >
      <title>Defaults and profiles – Administrative Console</title>
      <Section loaded={draft.loaded} onRetry={draft.reload}>
        {(value) => <Defaults draft={draft} value={value} />}
      </Section>
    </ContentLayout>
  );
}

const dispositions = Object.entries(dispositionWords).map(([value, { text }]) => ({ value, label: text }));
const closed = dispositions.filter(({ value }) => ["encrypt", "hold", "return"].includes(value));
const classes = ["password-protected", "corrupt", "ambiguous", "over-budget", "not-supported", "unknown-type"] as const;
const classHelp: Readonly<Record<(typeof classes)[number], string>> = {
  "password-protected": "A file opens with a password only",
  corrupt: "Content is damaged",
  ambiguous: "Readers may see different content",
  "over-budget": "There is more than is read",
  "not-supported": "A format whose text is not read",
  "unknown-type": "Content that is not recognised",
};

function Defaults({ draft, value }: { draft: DraftHandle; value: DraftAnswer }) {
  const { role } = useVisit().signedIn;
  const disabled = role !== "owner" && role !== "policy-admin";
  const [made, setMade] = useState<string | null>(null);
  const taken = value.encryptionProfiles.map(({ id }) => id);
  const add = (name: string) => {
    const id = freeId(name, taken);
    setMade(id);
    draft.apply([{ put: "encryptionProfiles", value: { id, name } }]);
  };
  return (
    <SpaceBetween size="l">
      <DraftBar draft={draft} value={value} />
      <Container
        header={
          <Header variant="h2" description="What happens to a recipient whom no policy matched.">
            Otherwise
          </Header>
        }
      >
        <Select
          ariaLabel="Otherwise the message is"
          selectedOption={dispositions.find((one) => one.value === value.otherwise.disposition) ?? null}
          options={dispositions}
          disabled={disabled}
          onChange={({ detail }) =>
            draft.apply([{ set: "otherwise", value: { ...value.otherwise, disposition: detail.selectedOption.value } }])
          }
        />
      </Container>
      <Unreadable draft={draft} value={value} disabled={disabled} />
      <Container
        header={
          <Header
            variant="h2"
            description="How sealed mail is kept and picked up. The profile called “default” serves every policy that names none."
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                {taken.includes("default") ? null : (
                  <Button disabled={disabled} onClick={() => add("Default")}>
                    Change the default
                  </Button>
                )}
                <Button iconName="add-plus" disabled={disabled} onClick={() => add("New profile")}>
                  New profile
                </Button>
              </SpaceBetween>
            }
          >
            Encryption profiles
          </Header>
        }
      >
        <SpaceBetween size="m">
          {value.encryptionProfiles.length === 0 ? (
            <span className="quiet">
              There is none yet: mail expires as the installation says, and replies are allowed.
            </span>
          ) : null}
          {value.encryptionProfiles.map((profile) => (
            <ProfileForm
              key={profile.id}
              profile={profile}
              isOpen={profile.id === made}
              disabled={disabled}
              onChange={(next) => draft.apply([{ put: "encryptionProfiles", value: next }])}
              onRemove={() => draft.apply([{ remove: "encryptionProfiles", id: profile.id }])}
            />
          ))}
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

function Unreadable({ draft, value, disabled }: { draft: DraftHandle; value: DraftAnswer; disabled: boolean }) {
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="What was not read is never sent in clear. Each class may be treated in its own way."
        >
          Mail that could not be read whole
        </Header>
      }
    >
      <div className="fields">
        {classes.map((name) => (
          <FormField key={name} label={capital(choiceWord(name))} description={classHelp[name]}>
            <Select
              selectedOption={closed.find((one) => one.value === (value.unreadable[name] ?? "encrypt")) ?? null}
              options={closed}
              disabled={disabled}
              onChange={({ detail }) =>
                draft.apply([
                  { set: "unreadable", value: { ...value.unreadable, [name]: detail.selectedOption.value } },
                ])
              }
            />
          </FormField>
        ))}
      </div>
    </Container>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
