import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import type { TimelineRow } from "../../../../src/contracts/admin-api/messages.ts";
import { dateTime, eventWord } from "../words.ts";

/** What happened to the message, in order. */
export function TimelinePanel({ timeline }: { timeline: readonly TimelineRow[] }) {
  return (
    <Container header={<Header variant="h2">Timeline</Header>}>
      <TimelineList timeline={timeline} />
    </Container>
  );
}

/** The same without a frame. */
export function TimelineList({ timeline }: { timeline: readonly TimelineRow[] }) {
  return (
    <>
      {timeline.length === 0 ? <span className="quiet">Nothing has happened yet.</span> : null}
      <ol className="events">
        {timeline.map((row) => (
          <li key={`${row.at} ${row.event} ${row.recipient ?? ""} ${row.by ?? ""} ${row.detail ?? ""}`}>
            <div className="event-head">
              <b>{eventWord(row.event)}</b>
              <time className="quiet" dateTime={row.at}>
                {dateTime(row.at, true)}
              </time>
            </div>
            {row.recipient === undefined ? null : <div>{row.recipient}</div>}
            {row.by === undefined ? null : (
              <div>
                by <bdi>{row.by}</bdi>
              </div>
            )}
            {row.detail === undefined ? null : <div className="quiet">{row.detail}</div>}
          </li>
        ))}
      </ol>
    </>
  );
}
