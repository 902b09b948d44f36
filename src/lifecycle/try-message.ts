import type { PolicySet } from "../contracts/policies.ts";
import type { ReadMessage } from "../mail/message.ts";
import { readMessage } from "../mail/read-message.ts";
import { topReceived } from "../mail/received.ts";
import { receivedOverTls } from "../mail/received-over-tls.ts";
import { collect } from "../policy/collect.ts";
import { directoryOf } from "../policy/directory-of.ts";
import { evaluate } from "../policy/evaluate.ts";
import { questionsOf } from "../policy/questions-of.ts";
import type { Facts, Judgement } from "../policy/types.ts";
import { headerAddresses, recipientsOf } from "./addressees.ts";

/** A message that somebody tries, and what is assumed of its way here. */
export type TriedMessage = {
  readonly raw: Buffer;
  /** Without it, the header From, else somebody of the company. */
  readonly from?: string;
  /** Without any, those that the message names. */
  readonly to: readonly string[];
  readonly at: Date;
  readonly sourceIp?: string;
  readonly tls?: boolean;
};

/** A message as it was read and judged; nothing is kept of it. */
export type Tried = { readonly message: ReadMessage; readonly facts: Facts; readonly judgement: Judgement };

/** Judges a message by policies as the gateway would. */
export async function tryMessage(tried: TriedMessage, policySet: PolicySet): Promise<Tried> {
  const message = await readMessage(tried.raw);
  const sender = tried.from ?? headerAddresses(message, "from")[0] ?? `anyone@${policySet.companyDomains[0]}`;
  const tls = tried.tls ?? receivedOverTls(message.headers);
  const envelope = {
    sender,
    recipients: recipientsOf(message, tried.to),
    sourceIp: tried.sourceIp ?? topReceived(message.headers)?.sourceIp,
    receivedAt: tried.at.toISOString(),
    ...(tls !== undefined && { tls }),
  };
  const facts = await collect(message, envelope, questionsOf(policySet));
  return { message, facts, judgement: evaluate(facts, policySet, directoryOf(policySet), tried.at) };
}
