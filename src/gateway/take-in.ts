import { SealgateError } from "../errors.ts";
import { faultOf } from "../log.ts";
import { readMessage } from "../mail/read-message.ts";
import { directoryOf } from "../policy/directory-of.ts";
import type { KeptPlace } from "../tracking/kept-texts.ts";
import type { Claim } from "../tracking/ledger.ts";
import { arrivalOf, givenForms, type ReceivedMail } from "./arrival.ts";
import { carryOutOpenEffects } from "./carry-out.ts";
import { countsOf } from "./count-decisions.ts";
import { decide, type Subject } from "./decide.ts";
import { keepText, textKeeper } from "./keep-text.ts";
import { planOf } from "./plan.ts";
import type { GatewayPorts } from "./ports.ts";
import { sealCopies } from "./seal-copies.ts";
import { tlsInForce } from "./tls-in-force.ts";

type Claimed = Extract<Claim, { kind: "claimed" }>;

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
    // Whom a policy added in a run that did not end is added again, not judged.
    const recipients = claim.recipients.filter(({ added }) => added === undefined);
    // A later round must not replace what earlier recipients already read.
    const sealId = claim.round === 1 ? messageId : `${messageId}.${claim.round}`;
    const earlier = claim.round === 1 ? new Set<string>() : await earlierRecipients(ports, claim);
    const given = givenForms(mail, settings.gatewayDomain);
    const subject = { messageId, message, envelopeFrom, receivedAt, virusFound, recipients, earlier, given };
    await decideAndCommit(ports, subject, sealId, claim.message);
  }
  await carryOutOpenEffects(ports, mail.messageId);
  return "done";
}

async function decideAndCommit(ports: GatewayPorts, subject: Subject, sealId: string, place: KeptPlace): Promise<void> {
  const { settings, clock, ledger, log } = ports;
  const policies = once(async () => {
    const current = await ports.policies.current();
    if (current === null) throw new SealgateError("no-policies", 500, "no policies are in force");
    return current;
  });
  const tls = () =>
    tlsInForce(ports.tls, subject.receivedAt, settings, async () => directoryOf((await policies()).policySet));
  // Of a message that was opened again, the text is kept already, or was destroyed with what was recalled of it.
  const keeper = subject.messageId === sealId ? textKeeper(ports, subject) : undefined;
  const around = { settings, secrets: await ports.secrets.current(), policies, tls, witness: keeper };
  const decisions = await decide(subject, around);
  const copyFor = await sealCopies(ports, subject.message.raw, decisions.decisions, sealId);
  if (keeper && decisions.stored) await keepText(ports, place, keeper);
  await ledger.commit(planOf(subject, decisions, settings, clock.now().toISOString(), copyFor));
  await ports.counts
    .add(countsOf(decisions, subject.receivedAt))
    .catch((fault: unknown) => log.warn("not-counted", faultOf(fault)));
  if (decisions.foreign !== null) log.warn("refused", { messageId: subject.messageId, why: decisions.foreign });
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

async function earlierRecipients({ ledger }: GatewayPorts, claim: Claimed): Promise<Set<string>> {
  const open = new Set(claim.recipients.map(({ recipientId }) => recipientId));
  const all = await ledger.recipients(claim.message.messageId);
  return new Set(all.map(({ recipientId }) => recipientId).filter((id) => !open.has(id)));
}
