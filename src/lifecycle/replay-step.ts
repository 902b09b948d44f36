import type { ReplayedRow } from "../contracts/admin-api/replays.ts";
import type { PolicySet } from "../contracts/policies.ts";
import type { Verdict } from "../policy/types.ts";
import type { JudgedMessage, JudgedMessages, JudgedPage } from "../tracking/judged-messages.ts";
import type { OpenedText } from "./kept-texts.ts";
import { type ReplayedMessage, replayMessage } from "./replay-message.ts";

/** Messages of one step: small enough that the bar moves and cancelling takes hold at once. */
const messagesPerStep = 200;
const messagesPerPage = 100;
/** Texts that are opened side by side. */
const atOnce = 8;
/** A step that opens texts ends after the message in which this is over. */
const mostMs = 8_000;
const mostRows = 1_000;

/** What a step is about. */
export type Replay = {
  readonly policySet: PolicySet;
  readonly inForce?: PolicySet;
  readonly since: Date;
  readonly cursor?: string;
  /** Rows that are wanted; all of them without it. */
  readonly only?: "holes";
};

/** Where past messages are found, and how their texts are opened where somebody may have them asked. */
export type ReplayPorts = {
  readonly judged: JudgedMessages;
  readonly clock: { now(): Date };
  readonly open: ((message: JudgedMessage) => Promise<OpenedText | null>) | null;
};

/** What a step found; with a cursor, there is more. */
export type ReplayedStep = {
  readonly messages: number;
  readonly recipients: number;
  readonly rows: readonly ReplayedRow[];
  /** Messages of which nothing can be said. */
  readonly notKnown: number;
  /** Messages whose text was asked. */
  readonly texts: number;
  /** When the last message came; undefined where there was none. */
  readonly reached?: string;
  readonly cursor?: string;
};

type Counted = { -readonly [Key in keyof ReplayedStep]: ReplayedStep[Key] } & { rows: ReplayedRow[] };

/** Judges some past messages by other policies, latest first: from their facts, and from their text where that is kept. */
export async function replayStep(ports: ReplayPorts, replay: Replay): Promise<ReplayedStep> {
  const step: Counted = { messages: 0, recipients: 0, rows: [], notKnown: 0, texts: 0, cursor: replay.cursor };
  const end = ports.clock.now().getTime() + mostMs;
  const isOver = () => step.texts > 0 && ports.clock.now().getTime() > end;
  do {
    const page = await ports.judged.page({ since: replay.since, limit: messagesPerPage, cursor: step.cursor });
    const last = await replayPage(ports, replay, page.messages, { step, isOver });
    step.cursor = last === undefined ? page.cursor : last;
  } while (step.cursor !== undefined && step.messages < messagesPerStep && !isOver());
  return step;
}

type Progress = { readonly step: Counted; readonly isOver: () => boolean };

/** Answers where it stopped, when that was not the end of the page. */
async function replayPage(
  ports: ReplayPorts,
  replay: Replay,
  messages: JudgedPage["messages"],
  { step, isOver }: Progress,
): Promise<string | undefined> {
  for (let at = 0; at < messages.length; at += atOnce) {
    const some = messages.slice(at, at + atOnce);
    const judged = some.map((message) => replayMessage(message, replay.policySet, replay));
    const texts = await Promise.all(some.map((message, index) => textFor(ports, message, judged[index])));
    for (const [index, message] of some.entries()) {
      const text = texts[index] ?? null;
      add(step, message, await withText(text, message, judged[index] as ReplayedMessage, replay), replay);
      if (text !== null) step.texts += 1;
      const isLast = at + index === messages.length - 1;
      if (!isLast && isOver()) return message.after;
    }
  }
  return undefined;
}

async function textFor({ open }: ReplayPorts, message: JudgedMessage, judged?: ReplayedMessage) {
  return open !== null && judged?.kind === "replayed" && judged.open.length > 0 ? open(message) : null;
}

async function withText(
  text: OpenedText | null,
  message: JudgedMessage,
  judged: ReplayedMessage,
  { policySet, inForce }: Replay,
): Promise<ReplayedMessage> {
  if (text === null || judged.kind !== "replayed") return judged;
  return replayMessage(message, policySet, { inForce, answers: await text.ask(judged.open) });
}

function add(step: Counted, message: JudgedMessage, replayed: ReplayedMessage, { only }: Replay): void {
  step.messages += 1;
  step.reached = message.receivedAt;
  if (replayed.kind !== "replayed") {
    if (message.policyVersion > 0) step.notKnown += 1;
    return;
  }
  step.recipients += replayed.recipients.length;
  const rows = rowsOf(message, replayed).filter(({ opensHole }) => only === undefined || opensHole);
  step.rows.push(...rows.slice(0, mostRows - step.rows.length));
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
