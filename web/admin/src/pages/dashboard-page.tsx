import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { DashboardAnswer } from "../../../../src/contracts/admin-api/dashboard.ts";
import { DayChart } from "../parts/day-chart.tsx";
import { filtered } from "../parts/list/tokens.ts";
import { Section } from "../parts/section.tsx";
import { SetupPanel } from "../parts/setup-panel.tsx";
import { follow, hrefOf } from "../router.ts";
import { useVisit } from "../signed-in.ts";
import { useLoaded } from "../use-loaded.ts";

/** What needs attention, and how the last days went. */
export function DashboardPage() {
  const { loaded, reload } = useLoaded<DashboardAnswer>("api/dashboard");
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="What needs attention, and how the last days went."
          actions={<Button iconName="refresh" ariaLabel="Refresh" onClick={reload} />}
        >
          Dashboard
        </Header>
      }
    >
      <title>Dashboard – Administrative Console</title>
      <Section loaded={loaded} onRetry={reload}>
        {(answer) => (
          <SpaceBetween size="l">
            <SetupPanel steps={answer.setup} onChanged={reload} />
            <Tiles answer={answer} />
            <Container
              header={
                <Header variant="h2" description="Recipients by what was decided for them, days in UTC.">
                  Last seven days
                </Header>
              }
            >
              <DayChart days={answer.days} />
            </Container>
            <div className="columns">
              <Policies answer={answer} />
              <Unreadable answer={answer} />
            </div>
          </SpaceBetween>
        )}
      </Section>
    </ContentLayout>
  );
}

function Tiles({ answer: { days, held, moreHeld } }: { answer: DashboardAnswer }) {
  const sum = (name: string) => days.reduce((total, { dispositions }) => total + (dispositions[name] ?? 0), 0);
  const refused = days.reduce((total, day) => total + day.refused, 0);
  const { role } = useVisit().signedIn;
  const tracking = role === "reviewer" ? undefined : "messages";
  const by = (value: string) => tracking && filtered(tracking, { key: "disposition", operator: "=", value });
  return (
    <ul className="tiles" aria-label="Numbers">
      <Tile
        title="Waiting for review"
        number={moreHeld ? `${held}+` : `${held}`}
        href={role === "help-desk" || role === "policy-admin" ? undefined : "held"}
      />
      <Tile title="Encrypted, 7 days" number={`${sum("encrypt")}`} href={by("encrypt")} />
      <Tile title="Unencrypted, 7 days" number={`${sum("send")}`} href={by("send")} />
      <Tile title="Returned or discarded" number={`${sum("return") + sum("discard")}`} href={by("return")} />
      <Tile
        title="Refused: not proven ours"
        number={`${refused}`}
        href={tracking && filtered(tracking, { key: "state", operator: "=", value: "refused" })}
      />
    </ul>
  );
}

function Tile({ title, number, href }: { title: string; number: string; href?: string | undefined }) {
  return (
    <li className="tile">
      <h3>{title}</h3>
      <span className="tile-number">{number}</span>
      {href === undefined ? null : (
        <Link href={hrefOf(href)} onFollow={follow} ariaLabel={`${title}: show`}>
          Show
        </Link>
      )}
    </li>
  );
}

function Policies({ answer: { policies } }: { answer: DashboardAnswer }) {
  const never = policies.filter(({ hits, enabled }) => hits === 0 && enabled);
  const busiest = policies.filter(({ hits }) => hits > 0).toSorted((a, b) => b.hits - a.hits);
  return (
    <Container
      header={
        <Header variant="h2" description="Recipients decided for in the last 30 days.">
          Policies
        </Header>
      }
    >
      <SpaceBetween size="m">
        {busiest.length === 0 ? <Box color="text-body-secondary">No policy has decided yet.</Box> : null}
        <dl className="card counts">
          {busiest.slice(0, 5).map(({ id, name, hits }) => (
            <div key={id}>
              <dt>{hits}</dt>
              <dd>{name}</dd>
            </div>
          ))}
        </dl>
        {never.length === 0 ? null : (
          <div>
            <b>Never matched</b>
            <ul className="plain">
              {never.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
          </div>
        )}
      </SpaceBetween>
    </Container>
  );
}

const classWords: Readonly<Record<string, string>> = {
  "password-protected": "Protected by a password",
  corrupt: "Damaged",
  ambiguous: "Readers may see different content",
  "over-budget": "Too large or nested too deep to read to the end",
  "not-supported": "A format whose text is not read",
  "unknown-type": "Type not recognised",
};

function Unreadable({ answer: { unreadable, messages30, closed30 } }: { answer: DashboardAnswer }) {
  const classes = Object.entries(unreadable).toSorted(([, a], [, b]) => b - a);
  const share = messages30 === 0 ? 0 : (closed30 / messages30) * 100;
  return (
    <Container
      header={
        <Header variant="h2" description="Messages of the last 30 days that were closed because of it.">
          Could not be read whole
        </Header>
      }
    >
      <p className="sentence">
        {closed30} of {messages30} messages ({share.toFixed(share < 10 ? 1 : 0)} %). Ordinary business mail stays under
        1 %.
      </p>
      <dl className="card counts">
        {classes.map(([name, count]) => (
          <div key={name}>
            <dt>{count}</dt>
            <dd>{classWords[name] ?? name}</dd>
          </div>
        ))}
      </dl>
    </Container>
  );
}
