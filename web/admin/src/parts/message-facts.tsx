import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { MessageAnswer } from "../../../../src/contracts/admin-api/messages.ts";
import { dateTime, sizeOf } from "../words.ts";

/** What is known of the message itself. */
export function MessageFacts({ message }: { message: MessageAnswer }) {
  const { from, headerFrom, headerFromName, receivedAt, sentAt, size, sourceIp, policyVersion } = message;
  const shown = headerFromName === "" ? headerFrom : `${headerFromName} (${headerFrom})`;
  return (
    <Container header={<Header variant="h2">Message</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: "From (envelope)", value: from || "(no sender)" },
          { label: "From (shown to readers)", value: shown || "–" },
          { label: "Received", value: dateTime(receivedAt, true) },
          { label: "Written", value: dateTime(sentAt, true) },
          { label: "Size", value: size === 0 ? "–" : sizeOf(size) },
          { label: "Handed in by", value: sourceIp || "–" },
          { label: "Judged by", value: policyVersion === 0 ? "Not judged" : `Policies, version ${policyVersion}` },
          { label: "Message-ID", value: message.messageIdHeader || "–" },
          { label: "Id at the gateway", value: message.id },
        ]}
      />
    </Container>
  );
}
