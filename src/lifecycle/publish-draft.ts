import type { Problem, TestResult } from "../contracts/admin-api/drafts.ts";
import type { PolicyOrigin, PolicyVersion } from "../policy/repository.ts";
import type { IngressProfile } from "../policy/unanswerable.ts";
import type { JudgedMessages } from "../tracking/judged-messages.ts";
import { checkPolicies } from "./check-policies.ts";
import type { Draft } from "./draft.ts";
import { currentOf, type DraftPorts, type Editor } from "./edit-draft.ts";
import { findHoles, type LookedAt } from "./find-holes.ts";
import { runGoldenTests } from "./golden-tests.ts";
import type { ReplayPorts } from "./replay-step.ts";

/** What publishing needs beside drafts. */
export type PublishPorts = DraftPorts & {
  readonly judged: JudgedMessages;
  readonly ingress: IngressProfile;
  /** Opens kept texts of past messages, where whoever publishes may have them asked. */
  readonly open?: ReplayPorts["open"];
};

/** What came of the wish to publish. */
export type Published =
  | {
      readonly kind: "published";
      readonly version: PolicyVersion;
      /** What was looked at for holes; absent when they were accepted. */
      readonly looked?: LookedAt;
    }
  /** Another version was published since the draft's own. */
  | { readonly kind: "stale" }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] }
  | { readonly kind: "tests-fail"; readonly tests: readonly TestResult[] }
  /** Subjects of past messages that would go out in clear. */
  | { readonly kind: "opens-a-hole"; readonly messages: readonly string[] };

type Wish = { readonly note: string; readonly acceptHoles: boolean; readonly origin?: PolicyOrigin };

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
  const found = acceptHoles ? null : await findHoles(ports, policySet, current.policySet);
  if (found !== null && found.holes.length > 0) return { kind: "opens-a-hole", messages: found.holes };
  const version = await policies.publish({
    ...{ basedOn: draft.basedOn, policySet, by: editor.userName, at: now, note },
    origin: origin ?? (draft.text === undefined ? "console" : "file"),
    ...(draft.text !== undefined && { text: draft.text }),
  });
  if (version === null) return { kind: "stale" };
  await drafts.delete(draft.owner, draft.revision);
  return { kind: "published", version, ...(found !== null && { looked: found.looked }) };
}
