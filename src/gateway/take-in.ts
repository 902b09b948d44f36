import type { ModifierNode } from "../contracts/policies.ts";
import { SealgateError } from "../errors.ts";
import { stripForClearSend } from "../mail/clear-headers.ts";
import { readMessage } from "../mail/read-message.ts";
import { applyModifiers } from "../policy/apply-modifiers.ts";
import { arrivalOf, type ReceivedMail } from "./arrival.ts";
import { carryOutOpenEffects } from "./carry-out.ts";
import { type Decisions, decide, type Subject } from "./decide.ts";
import { encrypted, planOf } from "./plan.ts";
import type { GatewayPorts } from "./ports.ts";
import { connectorHeader } from "./prove-ours.ts";
import { reviewers, type SealedCopy, sealMessage } from "./seal-message.ts";

/** Longer than the function may run, so that a lease that ran out has no worker any more. */
const leaseSeconds = 75;

/** Takes one stored mail through claim, reading, judging and acting. `busy`: another run has it; ask again later. */
export async function takeIn(ports: GatewayPorts, mail: ReceivedMail): Promise<"done" | "busy"> {
  const { clock, ledger, settings } = ports;
  const now = clock.now();
  const claim = await ledger.claim(arrivalOf(mail, settings.gatewayDomain), {
    now: now.toISOString(),
    until: new Date(now.getTime() + leaseSeconds * 1000).toISOString(),
  });
  if (claim.kind === "busy") return "busy";
  if (claim.kind === "claimed") {
    const raw = await ports.raw.get(mail.objectKey);
    if (raw === null) throw new SealgateError("raw-mail-missing", 500, "a claimed message has no stored mail");
    const message = await readMessage(raw);
    const { messageId, envelopeFrom, receivedAt, virusFound } = mail;
    const recipients = claim.recipients;
    // A later round must not replace what earlier recipients already read.
    const sealId = claim.round === 1 ? messageId : `${messageId}.${claim.round}`;
    await decideAndCommit(ports, { messageId, message, envelopeFrom, receivedAt, virusFound, recipients }, sealId);
  }
  await carryOutOpenEffects(ports, mail.messageId);
  return "done";
}

async function decideAndCommit(ports: GatewayPorts, subject: Subject, sealId: string): Promise<void> {
  const { settings, clock, ledger, log } = ports;
  const policies = async () => {
    const current = await ports.policies.current();
    if (current === null) throw new SealgateError("no-policies", 500, "no policies are in force");
    return current;
  };
  const decisions = await decide(subject, { settings, secrets: await ports.secrets.current(), policies });
  const copy = await sealWhereDecided(ports, subject, decisions, sealId);
  await ledger.commit(planOf(subject, decisions, settings, clock.now().toISOString(), copy));
  if (decisions.foreign !== null) log.warn("refused", { messageId: subject.messageId, why: decisions.foreign });
}

/** Seals for every recipient that gets the message encrypted, and for the reviewers where it is held. */
async function sealWhereDecided(
  ports: GatewayPorts,
  { message }: Subject,
  { decisions }: Decisions,
  sealId: string,
): Promise<SealedCopy | null> {
  const sealed = encrypted(decisions);
  const held = decisions.some(({ disposition }) => disposition === "hold");
  if (sealed.length === 0 && !held) return null;
  const modifiers = distinct(sealed.flatMap((decision) => decision.modifiers));
  const stripped = stripForClearSend(message.raw, { secretHeader: connectorHeader });
  const owners = [...sealed.map(({ recipientId }) => recipientId), ...(held ? [reviewers] : [])];
  return sealMessage(ports, sealId, applyModifiers(stripped, modifiers), owners);
}

function distinct(modifiers: readonly ModifierNode[]): ModifierNode[] {
  return [...new Map(modifiers.map((modifier) => [JSON.stringify(modifier), modifier])).values()];
}
