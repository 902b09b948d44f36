import { type ReplayedRow, replayAnswer, replayRequest } from "../../../src/contracts/admin-api/replays.ts";
import type { PolicySet } from "../../../src/contracts/policies.ts";
import { currentOf } from "../../../src/lifecycle/edit-draft.ts";
import { type ReplayedMessage, replayMessage } from "../../../src/lifecycle/replay-message.ts";
import type { Verdict } from "../../../src/policy/types.ts";
import type { JudgedMessage } from "../../../src/tracking/judged-messages.ts";
import { jsonAnswer } from "../json-answer.ts";
import { findDraftAt, policyReaders, usable } from "../policy-context.ts";
import { route } from "../principal.ts";

const dayLength = 86_400_000;
/** Messages of one step: small enough that the bar moves and cancelling takes hold at once. */
const messagesPerStep = 200;
const messagesPerPage = 100;
const mostRows = 1_000;

/** Judges some past messages by a draft, from their facts; the console repeats it until no cursor is left. */
export const replayDraft = route({
  method: "POST",
  path: "/api/draft/replay",
  roles: policyReaders,
  scope: "policies:read",
  request: replayRequest,
  answer: replayAnswer,
  handle: async ({ input, principal, context }) => {
    const policySet = await usable(context, await findDraftAt(context, principal, input));
    const inForce = input.against === "in-force" ? (await currentOf(context.policies)).policySet : undefined;
    const now = context.clock.now().getTime();
    const since = new Date(now - input.days * dayLength);
    const step = new Step(policySet, inForce);
    let cursor = input.cursor;
    do {
      const page = await context.judged.page({ since, limit: messagesPerPage, cursor });
      for (const message of page.messages) step.take(message);
      cursor = page.cursor;
    } while (cursor !== undefined && step.messages < messagesPerStep);
    const reached = cursor === undefined ? since.toISOString() : (step.reached ?? new Date(now).toISOString());
    const done = (now - Date.parse(reached)) / (now - since.getTime());
    const { messages, recipients, rows, notKnown } = step;
    return jsonAnswer(replayAnswer, { messages, recipients, rows, notKnown, reached, done: Math.min(1, done), cursor });
  },
});

class Step {
  messages = 0;
  recipients = 0;
  notKnown = 0;
  reached: string | undefined;
  readonly rows: ReplayedRow[] = [];
  readonly #policySet: PolicySet;
  readonly #inForce: PolicySet | undefined;

  constructor(policySet: PolicySet, inForce: PolicySet | undefined) {
    this.#policySet = policySet;
    this.#inForce = inForce;
  }

  take(message: JudgedMessage): void {
    this.messages += 1;
    this.reached = message.receivedAt;
    const replayed = replayMessage(message, this.#policySet, this.#inForce);
    if (replayed.kind !== "replayed") {
      if (message.policyVersion > 0) this.notKnown += 1;
      return;
    }
    this.recipients += replayed.recipients.length;
    this.rows.push(...rowsOf(message, replayed).slice(0, mostRows - this.rows.length));
  }
}

function rowsOf(message: JudgedMessage, { recipients }: Extract<ReplayedMessage, { kind: "replayed" }>): ReplayedRow[] {
  const { messageId, receivedAt, envelopeFrom: from, subject } = message;
  return recipients.flatMap((one): ReplayedRow[] => {
    const isUnknown = one.unknownTo.length > 0;
    if (!isUnknown && !one.isChanged) return [];
    return [
      {
        ...{ messageId, receivedAt, from, subject, recipient: one.recipient },
        kind: isUnknown ? "unknown" : "changed",
        before: one.before && outcomeOf(one.before),
        after: outcomeOf(one.after),
        opensHole: one.opensHole,
        unknownTo: one.unknownTo,
      },
    ];
  });
}

function outcomeOf({ disposition, policyName, encryptionProfile }: Verdict): ReplayedRow["after"] {
  return { disposition, policyName, encryptionProfile };
}
