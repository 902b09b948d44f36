import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { ConnectorAnswer } from "../../../../src/contracts/admin-api/dashboard.ts";
import { useChange } from "../use-change.ts";

/** Shows the connector's secret, which the API gives once. */
export function ConnectorSecretButton({ onChanged }: { onChanged: () => void }) {
  const [secret, setSecret] = useState<ConnectorAnswer | null>(null);
  const { busy, run } = useChange();
  const look = async () => {
    const refused = { "shown-before": "It was shown before. Make a new one in the settings." };
    const changed = await run<ConnectorAnswer>({ method: "POST", path: "api/connector/look", refused });
    if (changed.kind === "done") setSecret(changed.answer);
  };
  const close = () => {
    setSecret(null);
    onChanged();
  };
  return (
    <>
      <Button loading={busy} onClick={() => void look()}>
        Show the secret
      </Button>
      {secret === null ? null : (
        <Modal
          visible
          header="The connector's secret"
          onDismiss={close}
          footer={<Button onClick={close}>I have copied it</Button>}
        >
          <SpaceBetween size="m">
            <Alert type="warning">It is shown this once. Whoever knows it can send mail as your company.</Alert>
            <div>Let your mail server add this header to every message that it sends to the gateway:</div>
            <pre className="letter">{`${secret.header}: ${secret.value ?? ""}`}</pre>
          </SpaceBetween>
        </Modal>
      )}
    </>
  );
}
