import { randomUUID } from "node:crypto";
import { type Caller, type CloudContext, ServiceError } from "../core/service.ts";
import type { Topics } from "../messaging/messaging.ts";
import type { Outbox, SentMail } from "../outbox/outbox.ts";
import { hasTestVirus } from "./eicar.ts";
import { bounced, delayed, eventJson, type Outcome, rejected, sent } from "./events.ts";
import { outgoingMessage } from "./outgoing-message.ts";
import { splitMessage } from "./raw-headers.ts";
import type { Relay } from "./relay.ts";
import { type ConfigurationSet, eventKey } from "./settings.ts";
import { pretended, simulated } from "./simulator.ts";

/** Long enough that callers see their answer before the outcome. */
const MOMENT = 100;
const RETRY_SECONDS = [5, 30, 120, 600] as const;

/** Brings sent mail to its recipients and tells the event destinations what became of it. */
export class Carrier {
  readonly #cloud: CloudContext;
  readonly #outbox: Outbox;
  readonly #sets: ReadonlyMap<string, ConfigurationSet>;
  readonly #hopTo: (recipient: string) => Relay | undefined;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #running = new Set<Promise<void>>();
  #closed = false;

  constructor(
    cloud: CloudContext,
    outbox: Outbox,
    sets: ReadonlyMap<string, ConfigurationSet>,
    hopTo: (recipient: string) => Relay | undefined,
  ) {
    this.#cloud = cloud;
    this.#outbox = outbox;
    this.#sets = sets;
    this.#hopTo = hopTo;
  }

  /** Takes a mail that is already kept. */
  carry(mail: SentMail): void {
    this.#later(MOMENT, () => this.#begin(mail.id));
  }

  /** Goes on where a stopped cloud left off; an event may then come twice, as on SES. */
  resume(): void {
    for (const mail of this.#outbox.list().filter((one) => one.pending.length > 0)) this.carry(mail);
  }

  /** Starts nothing more and lets what runs come to its end. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    await Promise.all(this.#running);
  }

  async #begin(id: string): Promise<void> {
    const mail = this.#outbox.get(id);
    if (mail === undefined) return;
    const raw = await this.#outbox.raw(id);
    if (!mail.events.some(({ type }) => type === "Send")) await this.#tell(mail, raw, sent(mail));
    if (hasTestVirus(raw)) return this.#tell(mail, raw, rejected(mail));
    for (const recipient of mail.pending) await this.#attempt(id, raw, recipient, 0);
  }

  async #attempt(id: string, raw: Buffer, recipient: string, attempt: number): Promise<void> {
    const mail = this.#outbox.get(id);
    if (mail === undefined) return;
    const now = this.#cloud.now();
    const outcomes = simulated(recipient, mail, now, feedbackId());
    const hop = this.#hopTo(recipient);
    if (outcomes !== null) {
      for (const outcome of outcomes) await this.#tell(mail, raw, outcome);
    } else if (hop === undefined) {
      await this.#tell(mail, raw, pretended(recipient, mail, now));
    } else {
      const message = outgoingMessage(raw, mail, this.#cloud.deployment.region);
      const outcome = await hop(message, recipient, mail, feedbackId());
      if (typeof outcome === "string") await this.#again(mail, raw, recipient, attempt, outcome);
      else await this.#tell(mail, raw, outcome);
    }
  }

  async #again(mail: SentMail, raw: Buffer, recipient: string, attempt: number, reason: string): Promise<void> {
    const now = this.#cloud.now();
    const until = new Date(Date.parse(mail.at) + mail.maxDeliverySeconds * 1000);
    if (now >= until) {
      const kind = {
        bounceType: "Transient",
        bounceSubType: "General",
        status: "4.4.7",
        diagnosticCode: reason,
      } as const;
      return this.#tell(mail, raw, bounced(recipient, kind, feedbackId(), now));
    }
    if (attempt === 0) await this.#tell(mail, raw, delayed(recipient, reason, now, until));
    const wait = (RETRY_SECONDS[attempt] ?? 600) * 1000;
    this.#later(Math.min(wait, until.getTime() - now.getTime()), () =>
      this.#attempt(mail.id, raw, recipient, attempt + 1),
    );
  }

  /** Publishes first: an event that is noted was published. */
  async #tell(mail: SentMail, raw: Buffer, outcome: Outcome): Promise<void> {
    const { accountId, region } = this.#cloud.deployment;
    const set = this.#sets.get(mail.configurationSet ?? "");
    const message = eventJson(outcome, mail, splitMessage(raw).headers, accountId);
    const caller: Caller = {
      kind: "service",
      principal: "ses.amazonaws.com",
      sourceArn: `arn:aws:ses:${region}:${accountId}:configuration-set/${set?.name}`,
      sourceAccount: accountId,
    };
    for (const { topicArn, events } of set?.destinations ?? []) {
      if (!events.has(eventKey(outcome.type))) continue;
      await this.#publish(topicArn, message, caller);
    }
    const { type, recipients, detail, final } = outcome;
    const at = this.#cloud.now().toISOString();
    this.#outbox.note(mail.id, { type, at, recipients, ...(detail && { detail }) }, final);
  }

  async #publish(topicArn: string, message: string, caller: Caller): Promise<void> {
    try {
      const subject = "Amazon SES Email Event Notification";
      await this.#cloud.service<Topics>("sns").publish(topicArn, { message: `${message}\n`, subject }, caller);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      this.#cloud.log(`SES could not publish an event to ${topicArn}: ${error.code}: ${error.message}`);
    }
  }

  #later(milliseconds: number, work: () => Promise<void>): void {
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const run = work()
        .catch((error: unknown) => this.#cloud.log(`SES could not bring a mail on its way: ${String(error)}`))
        .finally(() => this.#running.delete(run));
      this.#running.add(run);
    }, milliseconds);
    this.#timers.add(timer);
  }
}

const feedbackId = () => `0100${randomUUID().replaceAll("-", "").slice(0, 12)}-${randomUUID()}-000000`;
