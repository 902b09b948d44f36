import type { FitProblem } from "../mail/fit-for-ses.ts";
import { decodeGatewayRecipient, isMailbox } from "../mail/gateway-recipient.ts";
import { headerValues } from "../mail/header-fields.ts";
import type { ReadMessage } from "../mail/message.ts";
import type { TextWitness } from "../policy/collect.ts";
import type { PolicyVersion } from "../policy/repository.ts";
import type { RecipientRecord } from "../tracking/message-record.ts";
import { withAdditions } from "./additions.ts";
import { decideTest } from "./decide-test.ts";
import { type Decision, decided } from "./decision.ts";
import type { GatewaySecretValues } from "./gateway-secrets.ts";
import { judge, type StoredJudgement } from "./judge.ts";
import { isLoop } from "./loop-mark.ts";
import { prepareClear } from "./prepare-clear.ts";
import { type Foreign, isOwnNotice, whyForeign } from "./prove-ours.ts";
import { type GatewaySettings, gatewayMailboxes, isInternal, isUnread } from "./settings.ts";
import type { TlsInForce } from "./tls-in-force.ts";
import { whyNotClear } from "./why-not-clear.ts";
import { whyReturned } from "./why-returned.ts";
import { cameOverTls, judgeReceipts, withDelivery } from "./with-delivery.ts";

/** A message that was claimed and read. */
export type Subject = {
  readonly messageId: string;
  readonly message: ReadMessage;
  readonly envelopeFrom: string;
  readonly receivedAt: string;
  readonly virusFound: boolean;
  readonly recipients: readonly RecipientRecord[];
  /** Recipients whom an earlier round of the same message has dealt with. */
  readonly earlier?: ReadonlySet<string>;
  /** How each recipient was written in RCPT TO, by recipient id. */
  readonly given?: ReadonlyMap<string, readonly string[]>;
};

/** Why mail with a virus is stopped; it is never released. */
export const virusWords = "A virus was found.";

/** What is known of this installation. */
export type Surroundings = {
  readonly settings: GatewaySettings;
  readonly secrets: GatewaySecretValues;
  /** Read only when the message turns out to be ours. */
  readonly policies: () => Promise<PolicyVersion>;
  readonly tls: () => Promise<TlsInForce>;
  /** Is shown what is judged. */
  readonly witness?: TextWitness;
};

/** The decisions about every recipient; `foreign` says why the message is not the company's. */
export type Decisions = {
  readonly decisions: readonly Decision[];
  readonly foreign: Foreign | null;
  readonly policyVersion: number;
  readonly stored?: StoredJudgement;
};

/** Decides what happens to a message for each recipient. Changes nothing outside. */
export async function decide(subject: Subject, around: Surroundings): Promise<Decisions> {
  const { settings, secrets } = around;
  const test = await decideTest(subject, around);
  if (test !== null) return { decisions: [test], foreign: null, policyVersion: 0 };
  const foreign = whyForeign(subject.message, subject.envelopeFrom, settings, secrets.connector);
  const sorted = subject.recipients.map((recipient) => sort(recipient, subject, settings, foreign));
  const settled = sorted.flatMap((entry) => ("settled" in entry ? [entry.settled] : []));
  const open = sorted.flatMap((entry) => ("open" in entry ? [entry.open] : []));
  if (open.length === 0) return { decisions: settled, foreign, policyVersion: 0 };
  const tls = await around.tls();
  const { refused, accepted, receipts } = judgeReceipts(subject, open, tls);
  const withReceipt = (decision: Decision): Decision => ({ ...decision, receipt: receipts.get(decision.recipientId) });
  const stopped = whyStopped(subject, around);
  if (stopped !== null) {
    const held = open.map((recipient) => withReceipt(decided(recipient, "hold", stopped)));
    return { decisions: [...settled, ...held], foreign, policyVersion: 0 };
  }
  if (accepted.length === 0) return { decisions: [...settled, ...refused], foreign, policyVersion: 0 };
  const policies = await around.policies();
  const ownNotice = isOwnNotice(subject.message, settings.gatewayDomain);
  const overTls = cameOverTls([...receipts.values()]);
  const envelope = { from: subject.envelopeFrom, receivedAt: subject.receivedAt, ownNotice, tls: overTls };
  const { decisions, stored } = await judge(subject.message, envelope, accepted, policies, around.witness);
  const leaving = withDelivery(withAdditions(decisions, subject, settings), subject, settings, tls);
  const feasible = makeFeasible(leaving, subject, around).map(withReceipt);
  return { decisions: [...settled, ...refused, ...feasible], foreign, policyVersion: policies.version, stored };
}

/** `settled`: no policy is asked; `open`: to be judged, under its real address. */
type Sorted = { readonly settled: Decision } | { readonly open: RecipientRecord };

function sort(
  recipient: RecipientRecord,
  subject: Subject,
  settings: GatewaySettings,
  foreign: Foreign | null,
): Sorted {
  const { address } = recipient;
  const localPart = address.slice(0, address.lastIndexOf("@"));
  const atGateway = address.toLowerCase().endsWith(`@${settings.gatewayDomain}`);
  if (atGateway && gatewayMailboxes.operator.some((name) => name === localPart.toLowerCase())) {
    return { settled: toOperator(recipient, subject) };
  }
  if (atGateway && isUnread(localPart)) {
    return { settled: decided(recipient, "to-notices", "Mail to the address of our notices; its content is deleted.") };
  }
  if (foreign !== null) {
    return { settled: decided(recipient, "refuse", `Not proven the company's own (${foreign}).`) };
  }
  if (atGateway && localPart.toLowerCase() === gatewayMailboxes.outbound) {
    return originalRecipient(recipient, subject, settings.gatewayDomain);
  }
  if (isAtGateway(address, settings.gatewayDomain)) return { settled: notEncoded(recipient, settings.gatewayDomain) };
  return carriable(recipient);
}

function isAtGateway(address: string, gatewayDomain: string): boolean {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  return domain === gatewayDomain || domain.endsWith(`.${gatewayDomain}`);
}

function carriable(recipient: RecipientRecord): Sorted {
  if (/^[\x21-\x7e]+$/.test(recipient.address.replace(/^"[\x20-\x7e]*"/, "q"))) {
    if (isMailbox(recipient.address)) return { open: recipient };
    const invalid = "5.1.3 the recipient is not a valid address";
    return { settled: decided(recipient, "return", "The recipient is not a valid address.", invalid) };
  }
  const words = "5.6.7 the address holds characters that the next hop does not take (no SMTPUTF8)";
  return { settled: decided(recipient, "return", "The address cannot be written in ASCII.", words) };
}

function toOperator(recipient: RecipientRecord, { virusFound }: Subject): Decision {
  return virusFound
    ? decided(recipient, "refuse", "A virus was found.")
    : decided(recipient, "to-operator", "Mail to the operator.");
}

function notEncoded(recipient: RecipientRecord, gatewayDomain: string): Decision {
  const decoded = decodeGatewayRecipient(recipient.address, gatewayDomain);
  const why = decoded.reason ?? "gateway-domain";
  const words = `5.1.3 not a valid encoded recipient (${why}); write it like bob=partner.example@${gatewayDomain}`;
  return decided(recipient, "return", "The recipient is not a valid encoded address.", words);
}

/** Google's connector names the real recipient in a header; anything but exactly one is for a person to look at. */
function originalRecipient(recipient: RecipientRecord, { message }: Subject, gatewayDomain: string): Sorted {
  const [original, ...others] = headerValues(message.headers, "x-gm-original-to");
  const address = original?.trim() ?? "";
  const isOne = others.length === 0 && /^[^\s@<>,;:()"\\]+@[^\s@<>,;:()"\\]+$/.test(address);
  if (!isOne || isAtGateway(address, gatewayDomain)) {
    return { settled: decided(recipient, "hold", "X-Gm-Original-To does not name exactly one recipient.") };
  }
  return carriable({ ...recipient, address });
}

function whyStopped({ message, virusFound }: Subject, { secrets, settings }: Surroundings): string | null {
  if (virusFound) return virusWords;
  if (isLoop(message, secrets.marker, settings.gatewayDomain)) return "The message has passed the gateway before.";
  return null;
}

/** Internal recipients are never sealed; what SES would not carry in clear is sealed, or returned to insiders. */
function makeFeasible(decisions: readonly Decision[], subject: Subject, around: Surroundings): Decision[] {
  const problems = new Map<string, FitProblem | null>();
  const problemOf = ({ modifiers, delivery }: Decision): FitProblem | null => {
    // What SES would refuse, the company's own mail server may take.
    if (delivery?.route === "smtp") return null;
    const key = JSON.stringify(modifiers);
    const known = problems.get(key);
    if (known !== undefined) return known;
    const { settings, secrets } = around;
    const context = { ...subject, modifiers, internal: false, settings, markerSecret: secrets.marker };
    const { problem } = prepareClear(subject.message, context);
    problems.set(key, problem);
    return problem;
  };
  return decisions.map((decision) => {
    const internal = isInternal(decision.address, around.settings);
    if (decision.disposition !== "send" && !(decision.disposition === "encrypt" && internal)) return decision;
    const problem = problemOf(decision);
    if (internal)
      return decision.added && problem !== null ? heldInstead(decision, problem) : toInsider(decision, problem);
    const returned = whyReturned(subject, decision, problem, around.settings);
    if (returned !== null) {
      const reason = `${decision.reason} ${returned}`;
      return { ...decision, disposition: "return", reason, answer: `5.7.1 ${returned}` };
    }
    if (problem === null) return decision;
    return { ...decision, disposition: "encrypt", reason: `${decision.reason} ${whyNotClear(problem)}` };
  });
}

/** The sender did not name this recipient, so no report may. */
function heldInstead(decision: Decision, problem: FitProblem): Decision {
  return { ...decision, disposition: "hold", reason: `${decision.reason} ${whyNotClear(problem)}` };
}

function toInsider(decision: Decision, problem: FitProblem | null): Decision {
  if (problem === null) return { ...decision, disposition: "send" };
  const reason = whyNotClear(problem);
  return { ...decision, disposition: "return", reason, answer: `5.6.0 ${reason}` };
}
