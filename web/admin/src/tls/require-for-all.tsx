import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { useState } from "react";
import type { TlsPoliciesAnswer } from "../../../../src/contracts/admin-api/tls.ts";
import { type ApiError, change } from "../api.ts";

type Props = { answer: TlsPoliciesAnswer; mayChange: boolean; onChanged: () => void };

/** One switch: nothing comes in without TLS, whatever policies say. */
export function RequireForAll({ answer, mayChange, onChanged }: Props) {
  const { policies, version, alwaysRequired, ingress } = answer;
  const [failed, setFailed] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const set = async (requireForAll: boolean) => {
    setBusy(true);
    setFailed(null);
    const note = requireForAll ? "TLS required for the whole gateway" : "TLS no longer required for the whole gateway";
    try {
      await change("PUT", "api/tls-policies", { policies: { ...policies, requireForAll }, basedOn: version, note });
      onChanged();
    } catch (error) {
      setFailed(error as ApiError);
    }
    setBusy(false);
  };
  return (
    <Container header={<Header variant="h2">The whole gateway</Header>}>
      <SpaceBetween size="s">
        {failed === null ? null : <Alert type="error">{failed.message}</Alert>}
        <Toggle
          checked={policies.requireForAll || alwaysRequired}
          disabled={!mayChange || alwaysRequired || busy}
          onChange={({ detail }) => void set(detail.checked)}
          description={
            alwaysRequired
              ? "The installation itself requires TLS of everybody (receiptTls)."
              : "Nobody may hand in mail without TLS. Enforced policies that name senders, networks or dates then hold for certain."
          }
        >
          Require TLS for the whole gateway
        </Toggle>
        <p className="tls-state">
          {ingress === "receipt-rules"
            ? "Mail is taken in by SES receipt rules: they can require TLS for recipients, and do not tell the gateway how a message came."
            : "Mail is taken in by a Mail Manager endpoint: it refuses in the session by recipient, network and TLS version, and tells the gateway whether a message came over TLS."}
        </p>
      </SpaceBetween>
    </Container>
  );
}
