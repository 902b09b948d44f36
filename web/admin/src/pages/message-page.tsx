import Alert from "@cloudscape-design/components/alert";
import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { MessageAnswer } from "../../../../src/contracts/admin-api/messages.ts";
import { ConnectionsPanel } from "../parts/connections-panel.tsx";
import { CopiesPanel } from "../parts/copies-panel.tsx";
import { FindingsPanel } from "../parts/findings-panel.tsx";
import { MessageFacts } from "../parts/message-facts.tsx";
import { MessageStatus } from "../parts/message-status.tsx";
import { subjectOf } from "../parts/message-words.ts";
import { ReasoningPanel } from "../parts/reasoning-panel.tsx";
import { RecipientsPanel } from "../parts/recipients-panel.tsx";
import { RetestPanel } from "../parts/retest-panel.tsx";
import { Section } from "../parts/section.tsx";
import { TimelinePanel } from "../parts/timeline-panel.tsx";
import { follow, hrefOf } from "../router.ts";
import { useLoaded } from "../use-loaded.ts";
import type { PageProps } from "./console-page.ts";

/** One message: what was decided for whom, why, and what happened since. */
export function MessagePage({ params: { id = "" } }: PageProps) {
  const { loaded, reload } = useLoaded<MessageAnswer>(`api/messages/${encodeURIComponent(id)}`);
  const title = loaded.kind === "ready" ? subjectOf(loaded.value) : "Message";
  return (
    <ContentLayout
      breadcrumbs={
        <BreadcrumbGroup
          items={[
            { text: "Message tracking", href: hrefOf("messages") },
            { text: title, href: hrefOf(`messages/${encodeURIComponent(id)}`) },
          ]}
          onFollow={follow}
        />
      }
      header={
        <Header variant="h1" actions={<Button iconName="refresh" ariaLabel="Refresh" onClick={reload} />}>
          {title}
        </Header>
      }
    >
      <title>{`${title} – Administrative Console`}</title>
      <Section loaded={loaded} onRetry={reload}>
        {(message) => <MessageDetail message={message} onChanged={reload} />}
      </Section>
    </ContentLayout>
  );
}

function MessageDetail({ message, onChanged }: { message: MessageAnswer; onChanged: () => void }) {
  return (
    <SpaceBetween size="l">
      <MessageStatus message={message} />
      {message.refusal === undefined ? null : (
        <Alert type="warning" header="Refused: nothing proves that this message is ours">
          {message.refusal} Its content was deleted and nobody was told.
        </Alert>
      )}
      <MessageFacts message={message} />
      <RecipientsPanel recipients={message.recipients} />
      <ConnectionsPanel message={message} />
      <div className="panels">
        <CopiesPanel messageId={message.id} onChanged={onChanged} />
        <RetestPanel messageId={message.id} judged={message.reasoning === "kept"} />
      </div>
      <ReasoningPanel message={message} />
      <FindingsPanel findings={message.findings} kept={message.reasoning === "kept"} />
      <TimelinePanel timeline={message.timeline} />
    </SpaceBetween>
  );
}
