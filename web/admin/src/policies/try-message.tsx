import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { SimulationAnswer } from "../../../../src/contracts/admin-api/simulations.ts";
import { largestTriedMessage } from "../../../../src/contracts/limits.ts";
import { useChange } from "../use-change.ts";
import { readBase64 } from "./read-base64.ts";
import { SimulationResult } from "./simulation-result.tsx";
import { type TriedInput, TryForm, untried } from "./try-form.tsx";

type Props = {
  /** Whose policies judge: a draft's, a version's, or those in force. */
  judgedBy: { readonly draft?: string; readonly version?: number };
  heading: string;
  /** The policy whose reasoning is of interest; without it, all. */
  only?: string;
  /** Runs first; nothing is judged when it tells false. */
  before?: () => Promise<boolean>;
};

/** Drop a message or type one, and see what would happen and why; nothing of it is kept. */
export function TryMessage({ judgedBy, heading, only, before }: Props) {
  const [input, setInput] = useState<TriedInput>(untried);
  const [result, setResult] = useState<SimulationAnswer | null>(null);
  const { busy, run } = useChange();
  const isTooLarge = (input.file?.size ?? 0) > largestTriedMessage;
  const isReady = input.by === "file" ? input.file !== null && !isTooLarge : `${input.subject}${input.text}` !== "";
  const tryIt = async () => {
    if (before !== undefined && !(await before())) return;
    const told = await run<SimulationAnswer>({
      method: "POST",
      path: "api/simulations",
      body: { ...(await requestOf(input)), ...judgedBy },
    });
    if (told.kind === "done") setResult(told.answer);
  };
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description="Drop a message or type one: what would happen, for whom, and why. Nothing of it is kept."
          >
            {heading}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <TryForm value={input} onChange={setInput} />
          {isTooLarge ? (
            <Alert type="warning">Messages of up to 3 MB can be tried here. The command line takes larger ones.</Alert>
          ) : null}
          <Button
            variant="primary"
            disabled={!isReady}
            loading={busy}
            loadingText="Judging"
            onClick={() => void tryIt()}
          >
            Judge the message
          </Button>
        </SpaceBetween>
      </Container>
      {result === null ? null : <SimulationResult result={result} only={only} />}
    </SpaceBetween>
  );
}

async function requestOf({ by, file, subject, text, from, to, sourceIp, at }: TriedInput): Promise<object> {
  const addresses = to.split(/[\s,;]+/).filter((address) => address !== "");
  return {
    ...(by === "file" && file !== null ? { eml: await readBase64(file) } : { typed: { subject, text } }),
    ...(from.trim() !== "" && { from: from.trim() }),
    to: addresses,
    ...(sourceIp.trim() !== "" && { sourceIp: sourceIp.trim() }),
    ...(at !== "" && { at: new Date(at).toISOString() }),
  };
}
