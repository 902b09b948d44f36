import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { ComparisonAnswer, VersionsAnswer } from "../../../../src/contracts/admin-api/policy-versions.ts";
import { Section } from "../parts/section.tsx";
import { Differences } from "../policies/differences.tsx";
import "../policies/policies.css";
import { RestoreVersion } from "../policies/restore-version.tsx";
import { follow, hrefOf } from "../router.ts";
import { useVisit } from "../signed-in.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";
import type { PageProps } from "./console-page.ts";

/** One version of the policies: what it changed, its file, and the way back to it. */
export function PolicyVersionPage({ params }: PageProps) {
  const version = Number(params.version);
  const { loaded, reload } = useLoaded<VersionsAnswer>("api/policy-versions?limit=100");
  return (
    <Section loaded={loaded} onRetry={reload}>
      {(answer) => <Version version={version} answer={answer} />}
    </Section>
  );
}

function Version({ version, answer }: { version: number; answer: VersionsAnswer }) {
  const { role } = useVisit().signedIn;
  const row = answer.versions.find((one) => one.version === version);
  const isInForce = answer.inForce === version;
  const about =
    row === undefined
      ? ""
      : `In force from ${dateTime(row.publishedAt)}, published by ${[row.publishedBy, row.note].filter(Boolean).join(": ")}`;
  return (
    <ContentLayout
      breadcrumbs={
        <BreadcrumbGroup
          items={[
            { text: "History of policies", href: hrefOf("policy-history") },
            { text: `Version ${version}`, href: "#" },
          ]}
          onFollow={follow}
        />
      }
      header={
        <Header
          variant="h1"
          description={about}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {role === "help-desk" ? null : (
                <Button
                  iconName="download"
                  onClick={() => location.assign(hrefOf(`api/policy-versions/${version}/file`))}
                >
                  Its file
                </Button>
              )}
              {isInForce || (role !== "owner" && role !== "policy-admin") ? null : (
                <RestoreVersion version={version} inForce={answer.inForce} />
              )}
            </SpaceBetween>
          }
        >
          Version {version}
          {isInForce ? " (in force)" : ""}
        </Header>
      }
    >
      <title>{`Version ${version} of the policies – Administrative Console`}</title>
      <Comparison version={version} answer={answer} />
    </ContentLayout>
  );
}

function Comparison({ version, answer }: { version: number; answer: VersionsAnswer }) {
  const [other, setOther] = useState(Math.max(1, version - 1));
  const { loaded, reload } = useLoaded<ComparisonAnswer>(`api/policy-versions/${version}/differences?with=${other}`);
  const options = answer.versions
    .filter((one) => one.version !== version)
    .map((one) => ({ value: String(one.version), label: `Version ${one.version}`, description: one.note }));
  return (
    <Container header={<Header variant="h2">What it says differently</Header>}>
      <SpaceBetween size="m">
        <FormField label="Compared with">
          <Select
            selectedOption={options.find(({ value }) => value === String(other)) ?? null}
            options={options}
            empty="There is no other version"
            onChange={({ detail }) => setOther(Number(detail.selectedOption.value))}
          />
        </FormField>
        <Section loaded={loaded} onRetry={reload}>
          {({ differences }) => <Differences differences={differences} none="They say the same." />}
        </Section>
      </SpaceBetween>
    </Container>
  );
}
