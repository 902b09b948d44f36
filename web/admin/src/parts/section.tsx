import Container from "@cloudscape-design/components/container";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { ReactNode } from "react";
import type { Loaded } from "../use-loaded.ts";
import { Failure } from "./failure.tsx";

type Props<Value> = { loaded: Loaded<Value>; onRetry: () => void; children: (value: Value) => ReactNode };

/** Shows what was loaded, or that it is on its way, or that it failed. */
export function Section<Value>({ loaded, onRetry, children }: Props<Value>) {
  if (loaded.kind === "ready") return children(loaded.value);
  if (loaded.kind === "failed") return <Failure error={loaded.error} onRetry={onRetry} />;
  return (
    <Container>
      <StatusIndicator type="loading">Loading</StatusIndicator>
    </Container>
  );
}
