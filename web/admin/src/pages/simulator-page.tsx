import ContentLayout from "@cloudscape-design/components/content-layout";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { VersionsAnswer } from "../../../../src/contracts/admin-api/policy-versions.ts";
import { TryMessage } from "../policies/try-message.tsx";
import "../policies/policies.css";
import { useLoaded } from "../use-loaded.ts";

/** Tries messages by the policies in force, one's draft, or an earlier version. */
export function SimulatorPage() {
  const { loaded } = useLoaded<VersionsAnswer>("api/policy-versions?limit=20");
  const versions = loaded.kind === "ready" ? loaded.value.versions : [];
  const options = [
    { value: "", label: "The policies in force" },
    { value: "mine", label: "My draft" },
    ...versions
      .slice(1)
      .map(({ version, note }) => ({ value: String(version), label: `Version ${version}`, description: note })),
  ];
  const [chosen, setChosen] = useState("");
  const judgedBy = chosen === "" ? {} : chosen === "mine" ? { draft: "mine" } : { version: Number(chosen) };
  return (
    <ContentLayout
      header={
        <Header variant="h1" description="Judges messages without sending them. Nothing is stored.">
          Simulator
        </Header>
      }
    >
      <title>Simulator – Administrative Console</title>
      <SpaceBetween size="l">
        <FormField label="Judged by">
          <Select
            selectedOption={options.find(({ value }) => value === chosen) ?? null}
            options={options}
            onChange={({ detail }) => setChosen(detail.selectedOption.value ?? "")}
          />
        </FormField>
        <TryMessage judgedBy={judgedBy} heading="Message" />
      </SpaceBetween>
    </ContentLayout>
  );
}
