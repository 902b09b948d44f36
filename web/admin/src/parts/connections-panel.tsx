import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { MessageAnswer, RecipientDetail } from "../../../../src/contracts/admin-api/messages.ts";

/** How a message came and how it left: the Received view, and the Delivered view of each recipient. */
export function ConnectionsPanel({ message }: { message: MessageAnswer }) {
  const received = message.recipients.filter(({ receipt }) => receipt !== undefined);
  const left = message.recipients.filter(({ delivery }) => delivery !== undefined);
  if (received.length + left.length === 0) return null;
  return (
    <SpaceBetween size="l">
      {received.length === 0 ? null : (
        <Container header={<Header variant="h2">Received view</Header>}>
          <SpaceBetween size="m">
            <KeyValuePairs
              columns={3}
              items={[
                { label: "Handed in by", value: message.sourceIp || "–" },
                { label: "Greeted as", value: message.helo || "–" },
                { label: "TLS", value: receivedTls(received, message.sourceIp) },
              ]}
            />
            <ul className="rows">{received.map(toReceived)}</ul>
          </SpaceBetween>
        </Container>
      )}
      {left.length === 0 ? null : (
        <Container header={<Header variant="h2">Delivered view</Header>}>
          <ul className="rows">{left.map(toDelivered)}</ul>
        </Container>
      )}
    </SpaceBetween>
  );
}

/** One connection brought it to all recipients; rules may prove it for some of them only. */
function receivedTls(recipients: readonly RecipientDetail[], sourceIp: string): string {
  const all = recipients.flatMap(({ receipt }) => (receipt === undefined ? [] : [receipt]));
  const best = all.find(({ tls }) => tls === "no") ?? all.find(({ tls }) => tls === "yes");
  if (best === undefined) return sourceIp === "" ? "Unknown" : "Unknown: SES does not tell";
  if (best.tls === "no") return "None";
  const version = best.version === undefined ? "TLS" : `TLS ${best.version}${best.exact === true ? "" : " or later"}`;
  return best.proof === "rule" ? `${version}, required by rule` : `${version}, seen in the session`;
}

function toReceived({ id, address, receipt }: RecipientDetail) {
  return (
    <li key={id}>
      <h3 className="name">{address}</h3>
      <p className="sentence">{receipt?.sentence}</p>
      <p className="narrative">
        Secure Receipt policy: {receipt?.policyId}. {receipt?.why}
      </p>
    </li>
  );
}

function toDelivered({ id, address, delivery, wire, promise, answer }: RecipientDetail) {
  if (delivery === undefined) return null;
  const way = delivery.route === "smtp" ? "The company's own mail server" : `Amazon SES, TLS ${wordOf(delivery.tls)}`;
  return (
    <li key={id}>
      <h3 className="name">{address}</h3>
      <p className="sentence">{delivery.sentence}</p>
      <p className="narrative">
        Secure Delivery policy: {delivery.policyId}. {delivery.why}
      </p>
      <SpaceBetween size="xs">
        <span />
        <KeyValuePairs
          columns={3}
          items={[
            { label: "Way out", value: way },
            { label: "TLS on its way out", value: tlsOf(wire, promise) },
            { label: "Remote answer", value: answer || "–" },
            ...(wire?.hop === undefined ? [] : [{ label: "Handed over by", value: wire.hop }]),
          ]}
        />
      </SpaceBetween>
    </li>
  );
}

const wordOf = (tls: "require" | "optional") => (tls === "require" ? "required" : "where it is offered");

function tlsOf(wire: RecipientDetail["wire"], promise: RecipientDetail["promise"]): string {
  if (wire?.version !== undefined)
    return `TLS ${wire.version}, ${wire.cipher ?? "cipher unknown"}, certificate ${wire.certificate ?? "not checked"}`;
  if (promise === undefined) return "Not delivered yet";
  return promise === "guaranteed" ? "Guaranteed: it was required" : "Opportunistic: not known";
}
