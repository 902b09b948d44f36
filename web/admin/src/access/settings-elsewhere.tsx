import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { largestTableFile, largestTriedMessage } from "../../../../src/contracts/limits.ts";
import { follow, hrefOf } from "../router.ts";
import { sizeOf } from "../words.ts";

/** What is decided on other pages, and limits that nobody sets. */
export function SettingsElsewhere() {
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Set elsewhere</Header>}>
        <SpaceBetween size="xs">
          <Elsewhere
            path="policy-defaults"
            name="Encryption profiles, what happens to unreadable content, and the last row"
          >
            belong to the policies and are published with them.
          </Elsewhere>
          <Elsewhere path="branding" name="Name, picture, colour and words">
            are the branding.
          </Elsewhere>
          <Elsewhere path="tls-policies" name="TLS policies">
            say how mail must arrive and leave.
          </Elsewhere>
          <Elsewhere path="api-keys" name="API keys">
            let programs in.
          </Elsewhere>
        </SpaceBetween>
      </Container>
      <Container
        header={
          <Header variant="h2" description="Fixed, so that every message can be read whole in time.">
            Limits
          </Header>
        }
      >
        <KeyValuePairs columns={3} items={limits} />
      </Container>
    </SpaceBetween>
  );
}

function Elsewhere({ path, name, children }: { path: string; name: string; children: string }) {
  return (
    <div>
      <Link href={hrefOf(path)} onFollow={follow}>
        {name}
      </Link>{" "}
      {children}
    </div>
  );
}

const limits = [
  { label: "A message", value: "40 MB with everything in it; a larger one is refused with an answer" },
  { label: "Attachments of a reply", value: "25 MB together" },
  { label: "What is unpacked of a message", value: "200 MB, 10 levels deep; beyond, it counts as unreadable" },
  { label: "Held mail", value: "5 days, then it goes back" },
  { label: "Encrypted mail", value: "365 days at most" },
  { label: "Message tried in the simulator", value: `${sizeOf(largestTriedMessage)}` },
  { label: "CSV file of members or entries", value: `${sizeOf(largestTableFile)}` },
  { label: "Rows of an exported list", value: "10,000" },
  { label: "API keys", value: "365 days at most" },
];
