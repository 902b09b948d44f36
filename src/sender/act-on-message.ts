import type { RateLimiter } from "../accounts/rate-limit.ts";
import type { Clock } from "../clock.ts";
import {
  type CopyStatus,
  findSent,
  type SentCopy,
  type SentMessage,
  type SentMessages,
  statusOf,
} from "./sent-message.ts";

const day = 24 * 60 * 60 * 1000;
/** Days from receipt that a message may be kept. */
export const keptDays = { least: 1, most: 365 } as const;
const resendLimits = { again: { max: 1, seconds: 600 }, most: 5 } as const;

/** What a sender may do with one copy or, without a recipient, with all of them. */
export type SenderAction = {
  readonly messageId: string;
  /** Other parts of the same message. */
  readonly others?: readonly string[];
  readonly recipientId?: string;
  readonly what: "suspend" | "resume" | "recall" | "resend";
};

/** What came of it: how many copies were changed, and how many of those had been opened before. */
export type ActionOutcome = { readonly changed: number; readonly alreadyOpened: number };

type Ports = { readonly sent: SentMessages; readonly limiter: RateLimiter };

/** Suspends, resumes, recalls or notifies again; copies that the action does not fit stay as they are. */
export async function actOnMessage(ports: Ports, clock: Clock, action: SenderAction): Promise<ActionOutcome> {
  const found = await findSent(ports.sent, action);
  if (found === null) return { changed: 0, alreadyOpened: 0 };
  const outcome = { changed: 0, alreadyOpened: 0 };
  for (const copy of copiesOf(found, action.recipientId)) {
    if (!(await act(ports, clock, action.what, copy, found))) continue;
    outcome.changed += 1;
    if (copy.deposit.readAt !== undefined) outcome.alreadyOpened += 1;
  }
  return outcome;
}

/** Lets every copy that can still be opened be opened for so many days from receipt; never fewer than now. */
export async function extendMessage(
  ports: Pick<Ports, "sent">,
  clock: Clock,
  extension: { readonly messageId: string; readonly others?: readonly string[]; readonly days: number },
): Promise<ActionOutcome> {
  const { days } = extension;
  const found = await findSent(ports.sent, extension);
  if (found === null || !(days >= keptDays.least && days <= keptDays.most)) return { changed: 0, alreadyOpened: 0 };
  const until = new Date(Date.parse(found.message.receivedAt) + days * day);
  let changed = 0;
  for (const { deposit } of found.copies) {
    if (until.getTime() <= Date.parse(deposit.expiresAt)) continue;
    if (await ports.sent.extend(deposit, until, clock.now())) changed += 1;
  }
  return { changed, alreadyOpened: 0 };
}

/** Whether the notice can be sent again now, as far as is known without counting. */
export function mayResend(status: CopyStatus): boolean {
  return status.state === "waiting" && !status.mailStopped && status.resent < resendLimits.most;
}

function copiesOf({ copies }: SentMessage, recipientId: string | undefined): readonly SentCopy[] {
  return copies.filter(({ recipientIds }) => recipientId === undefined || recipientIds.includes(recipientId));
}

async function act(
  { sent, limiter }: Ports,
  clock: Clock,
  what: SenderAction["what"],
  copy: SentCopy,
  found: SentMessage,
): Promise<boolean> {
  const now = clock.now();
  const { deposit } = copy;
  switch (what) {
    case "suspend":
      return sent.suspend(deposit, now);
    case "resume":
      return sent.resume(deposit, now);
    case "recall":
      return sent.recall(copy, now);
    case "resend": {
      const status = statusOf(copy, found.timeline, now);
      if (!mayResend(status)) return false;
      if (!(await limiter.take(`resend/${deposit.messageId}/${deposit.recipientId}`, resendLimits.again))) return false;
      return sent.resend(deposit, status.resent + 1, now);
    }
  }
}
