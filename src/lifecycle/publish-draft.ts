import type { Problem, TestResult } from "../contracts/admin-api/drafts.ts";
import type { PolicySet } from "../contracts/policies.ts";
import type { PolicyOrigin, PolicyVersion } from "../policy/repository.ts";
import type { IngressProfile } from "../policy/unanswerable.ts";
import type { JudgedMessages } from "../tracking/judged-messages.ts";
import { checkPolicies } from "./check-policies.ts";
import type { Draft } from "./draft.ts";
import { currentOf, type DraftPorts, type Editor } from "./edit-draft.ts";
import { runGoldenTests } from "./golden-tests.ts";
import { replayMessage } from "./replay-message.ts";

/** What publishing needs beside drafts. */
export type PublishPorts = DraftPorts & { readonly judged: JudgedMessages; readonly ingress: IngressProfile };

/** What came of the wish to publish. */
export type Published =
  | { readonly kind: "published"; readonly version: PolicyVersion }
  /** Another version was published since the draft's own. */
  | { readonly kind: "stale" }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] }
  | { readonly kind: "tests-fail"; readonly tests: readonly TestResult[] }
  /** Subjects of past messages that would go out in clear. */
  | { readonly kind: "opens-a-hole"; readonly messages: readonly string[] };

type Wish = { readonly note: string; readonly acceptHoles: boolean; readonly origin?: PolicyOrigin };

/** How far back, and how many messages at most, are looked at for what would now go out in clear. */
const lookBack = { days: 7, messages: 300 };
const dayLength = 86_400_000;

/** Puts a draft in force when nothing speaks against it, and ends the draft. */
export async function publishDraft(
  ports: PublishPorts,
  draft: Draft,
  editor: Editor,
  { note, acceptHoles, origin }: Wish,
): Promise<Published> {
  const { policies, drafts, clock } = ports;
  const current = await currentOf(policies);
  if (current.version !== draft.basedOn) return { kind: "stale" };
  const now = clock.now();
  const { companyDomains } = current.policySet;
  const today = now.toISOString().slice(0, 10);
  const { policySet, problems } = checkPolicies(draft.policies, { companyDomains, ingress: ports.ingress, today });
  if (policySet === null) return { kind: "invalid", problems };
  const tests = await runGoldenTests(policySet, now);
  if (tests.some(({ passed }) => !passed)) return { kind: "tests-fail", tests };
  const messages = acceptHoles ? [] : await findHoles(ports, policySet, current.policySet);
  if (messages.length > 0) return { kind: "opens-a-hole", messages };
  const version = await policies.publish({
    ...{ basedOn: draft.basedOn, policySet, by: editor.userName, at: now, note },
    origin: origin ?? (draft.text === undefined ? "console" : "file"),
    ...(draft.text !== undefined && { text: draft.text }),
  });
  if (version === null) return { kind: "stale" };
  await drafts.delete(draft.owner, draft.revision);
  return { kind: "published", version };
}

/** Past messages, latest first, that are protected by the policies in force and would not be any more. */
async function findHoles(
  { judged, clock }: Pick<PublishPorts, "judged" | "clock">,
  policySet: PolicySet,
  inForce: PolicySet,
): Promise<string[]> {
  const since = new Date(clock.now().getTime() - lookBack.days * dayLength);
  const found: string[] = [];
  let seen = 0;
  let cursor: string | undefined;
  do {
    const page = await judged.page({ since, limit: 100, cursor });
    for (const message of page.messages) {
      const replayed = replayMessage(message, policySet, inForce);
      if (replayed.kind !== "replayed") continue;
      const open = replayed.recipients.filter(({ opensHole }) => opensHole);
      if (open.length > 0) found.push(`${message.subject || "(no subject)"} to ${open[0]?.recipient}`);
    }
    seen += page.messages.length;
    cursor = page.cursor;
  } while (cursor !== undefined && seen < lookBack.messages);
  return found;
}
