import Button from "@cloudscape-design/components/button";
import { useState } from "react";
import type { PoliciesAnswer } from "../../../../src/contracts/admin-api/policies.ts";
import type { ExplanationAnswer } from "../../../../src/contracts/admin-api/replays.ts";
import { useVisit } from "../signed-in.ts";
import { useLoaded } from "../use-loaded.ts";
import { Address } from "./address.tsx";
import { DispositionBadge } from "./disposition-badge.tsx";
import { Section } from "./section.tsx";

type Props = { messageId: string; judged: boolean };

/** What the policies in force today would decide; nothing is done because of it. */
export function RetestPanel({ messageId, judged }: Props) {
  const [asked, setAsked] = useState(false);
  const { role } = useVisit().signedIn;
  if (!judged || role === "help-desk") return null;
  return (
    <section aria-label="Under today's policies">
      <h3>Under today's policies</h3>
      {asked ? <Current messageId={messageId} /> : <Button onClick={() => setAsked(true)}>Re-test</Button>}
    </section>
  );
}

function Current({ messageId }: { messageId: string }) {
  const { loaded, reload } = useLoaded<PoliciesAnswer>("api/policies");
  return (
    <Section loaded={loaded} onRetry={reload}>
      {({ version }) => <Outcome messageId={messageId} version={version} />}
    </Section>
  );
}

function Outcome({ messageId, version }: { messageId: string; version: number }) {
  const path = `api/messages/${encodeURIComponent(messageId)}/explanation?version=${version}`;
  const { loaded, reload } = useLoaded<ExplanationAnswer>(path);
  return (
    <Section loaded={loaded} onRetry={reload}>
      {({ verdicts, before, unknown }) => (
        <>
          <p className="narrative">Version {version}. Nothing is sent, sealed or changed by this.</p>
          <ul className="rows">
            {verdicts.map(({ recipient, disposition, policyName }) => {
              const then = before.find((each) => each.recipient === recipient);
              const same = then?.disposition === disposition && then.policyName === policyName;
              return (
                <li key={recipient}>
                  <Address of={recipient} />
                  <div className="badges">
                    {then === undefined || same ? null : (
                      <>
                        <DispositionBadge disposition={then.disposition} /> →
                      </>
                    )}
                    <DispositionBadge disposition={disposition} />
                    <span className="quiet">{same ? "Unchanged" : (policyName ?? "No policy applies")}</span>
                  </div>
                  {unknown[recipient] === undefined ? null : (
                    <div className="quiet">
                      Cannot be known for certain: nobody asked this at the time, and there is no kept text to ask.
                    </div>
                  )}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </Section>
  );
}
