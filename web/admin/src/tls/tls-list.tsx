import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TlsPoliciesAnswer, TlsRow } from "../../../../src/contracts/admin-api/tls.ts";
import { toCsv } from "../parts/list/csv.ts";
import { saveFile } from "../parts/list/save-file.ts";
import { follow, goTo, hrefOf } from "../router.ts";
import { lights } from "./tls-words.ts";

const titles = { receipt: "Secure Receipt", delivery: "Secure Delivery" } as const;
const descriptions = {
  receipt: "How mail must reach the gateway. Most specific first.",
  delivery: "How mail must leave the gateway, for each recipient. Most specific first.",
} as const;

type Props = { answer: TlsPoliciesAnswer; list: "receipt" | "delivery"; mayChange: boolean };

/** The policies of one direction in the order in which mail meets them, with the reason for each place. */
export function TlsList({ answer, list, mayChange }: Props) {
  const rows = answer[list];
  const narratives = new Map(answer.policies[list].map(({ id, narrative }) => [id, narrative]));
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={`(${rows.length})`}
          description={descriptions[list]}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                iconName="download"
                onClick={() => saveFile(`tls-${list}.csv`, csvOf(rows, narratives), "text/csv")}
              >
                Export CSV
              </Button>
              {mayChange ? (
                <Button onClick={() => goTo(`tls-policies/${list}/new`)}>New {titles[list]} policy</Button>
              ) : null}
            </SpaceBetween>
          }
        >
          {titles[list]}
        </Header>
      }
    >
      <ol className="rows">
        {rows.map((row) => (
          <Row key={row.id} row={row} list={list} narrative={narratives.get(row.id) ?? row.id} />
        ))}
        <li>
          <div className="event-head">
            <h3 className="name">Otherwise</h3>
          </div>
          <p className="sentence">TLS is used where it is offered.</p>
        </li>
      </ol>
    </Container>
  );
}

/** The policies in their order, as the list shows them. */
function csvOf(rows: readonly TlsRow[], narratives: ReadonlyMap<string, string>): string {
  const lines = rows.map(({ id, light, sentence, because }) => [
    narratives.get(id) ?? id,
    lights[light].text,
    sentence,
    because,
  ]);
  return toCsv([["Narrative", "State", "In words", "Why it stands here"], ...lines]);
}

function Row({ row, list, narrative }: { row: TlsRow; list: Props["list"]; narrative: string }) {
  const { type, text } = lights[row.light];
  return (
    <li>
      <div className="event-head">
        <h3 className="name">
          <Link href={hrefOf(`tls-policies/${list}/${row.id}`)} onFollow={follow} fontSize="inherit">
            {narrative}
          </Link>
        </h3>
        <StatusIndicator type={type}>{text}</StatusIndicator>
      </div>
      <p className="sentence">{row.sentence}</p>
      {row.enforced.map((sentence) => (
        <p className="narrative" key={sentence}>
          {sentence}
        </p>
      ))}
      <Box color="text-body-secondary" fontSize="body-s">
        {row.id} · {row.because}
      </Box>
    </li>
  );
}
