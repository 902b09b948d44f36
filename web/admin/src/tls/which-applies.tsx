import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type FormEvent, useState } from "react";
import type { ExplainTlsAnswer } from "../../../../src/contracts/admin-api/tls.ts";
import { type ApiError, change } from "../api.ts";

const blank = { list: "receipt", from: "", to: "", ip: "", at: "" };

/** "Which policy applies to…": the one that decides, and why no other does. */
export function WhichApplies() {
  const [asked, setAsked] = useState(blank);
  const [told, setTold] = useState<ExplainTlsAnswer | ApiError | null>(null);
  const [wrongDate, setWrongDate] = useState(false);
  const set = (name: keyof typeof blank) => (value: string) => setAsked({ ...asked, [name]: value });
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    const { ip, at, ...rest } = asked;
    const moment = momentOf(at);
    setWrongDate(moment === null);
    if (moment === null) return;
    const body = { ...rest, ...(ip && { ip }), ...(moment && { at: moment }) };
    setTold(await change<ExplainTlsAnswer>("POST", "api/tls-policies/explain", body).catch((error: ApiError) => error));
  };
  return (
    <Container header={<Header variant="h2">Which policy applies to…</Header>}>
      <form onSubmit={ask}>
        <SpaceBetween size="m">
          <SegmentedControl
            label="Direction"
            selectedId={asked.list}
            options={[
              { id: "receipt", text: "Secure Receipt" },
              { id: "delivery", text: "Secure Delivery" },
            ]}
            onChange={({ detail }) => set("list")(detail.selectedId)}
          />
          <ColumnLayout columns={4} minColumnWidth={180}>
            <FormField label="From">
              <Input
                value={asked.from}
                placeholder="anna@company.example"
                onChange={({ detail }) => set("from")(detail.value)}
              />
            </FormField>
            <FormField label="To">
              <Input
                value={asked.to}
                placeholder="bob@partner.example"
                onChange={({ detail }) => set("to")(detail.value)}
              />
            </FormField>
            <FormField label="Handed in by (IP)">
              <Input value={asked.ip} placeholder="any" onChange={({ detail }) => set("ip")(detail.value)} />
            </FormField>
            <FormField
              label="On (date)"
              errorText={wrongDate ? "Write a date such as 2026-12-24, or 2026-12-24 17:00." : undefined}
            >
              <Input
                value={asked.at}
                placeholder="now, or 2026-12-24"
                onChange={({ detail }) => set("at")(detail.value)}
              />
            </FormField>
          </ColumnLayout>
          <Button formAction="submit">Find out</Button>
          <div aria-live="polite">{told === null ? null : <Told told={told} />}</div>
        </SpaceBetween>
      </form>
    </Container>
  );
}

function Told({ told }: { told: ExplainTlsAnswer | ApiError }) {
  if (told instanceof Error) return <Alert type="error">{told.message}</Alert>;
  return (
    <SpaceBetween size="s">
      <Alert type="success" header={told.narrative}>
        {told.sentence}
      </Alert>
      <ul className="tls-sentences">
        {told.candidates.map(({ id, sentence }) => (
          <li key={id}>
            <b>{id}</b>: {sentence}
          </li>
        ))}
      </ul>
    </SpaceBetween>
  );
}

/** A day stands for its noon; empty: now. Null: it is no date. */
function momentOf(text: string): string | undefined | null {
  const typed = text.trim();
  if (typed === "") return undefined;
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(typed) ? `${typed}T12:00` : typed);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
