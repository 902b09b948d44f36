import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { MessageAnswer } from "../../../../src/contracts/admin-api/messages.ts";
import { follow, hrefOf } from "../router.ts";
import { useLoaded } from "../use-loaded.ts";
import { dateTime } from "../words.ts";
import { CopiesPanel } from "./copies-panel.tsx";
import { MessageStatus } from "./message-status.tsx";
import { subjectOf } from "./message-words.ts";
import { RecipientList } from "./recipients-panel.tsx";
import { RetestPanel } from "./retest-panel.tsx";
import { Section } from "./section.tsx";
import { TimelineList } from "./timeline-panel.tsx";

/** One message beside the list: where it stands, what can be done and what happened. */
export function MessageDrawer({ id }: { id: string }) {
  const { loaded, reload } = useLoaded<MessageAnswer>(`api/messages/${encodeURIComponent(id)}`);
  return (
    <div className="aside">
      <h2>{loaded.kind === "ready" ? subjectOf(loaded.value) : "Message"}</h2>
      <Section loaded={loaded} onRetry={reload}>
        {(message) => (
          <SpaceBetween size="l">
            <div>
              <MessageStatus message={message} />
              <p className="narrative">
                From {message.from || "(no sender)"}, {dateTime(message.receivedAt)}
              </p>
              <Link href={hrefOf(`messages/${encodeURIComponent(id)}`)} onFollow={follow}>
                Open with the whole reasoning
              </Link>
            </div>
            <section aria-label="Recipients">
              <h3>Recipients</h3>
              <RecipientList recipients={message.recipients} />
            </section>
            <CopiesPanel messageId={id} onChanged={reload} />
            <RetestPanel messageId={id} judged={message.reasoning === "kept"} />
            <section aria-label="Timeline">
              <h3>Timeline</h3>
              <TimelineList timeline={message.timeline} />
            </section>
          </SpaceBetween>
        )}
      </Section>
    </div>
  );
}
