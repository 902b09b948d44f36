import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { atRestKey, decrypt, encrypt } from "./at-rest.ts";

/** Something that became known of a mail after it was sent. */
export type OutboxEvent = {
  readonly type: "Send" | "Delivery" | "Bounce" | "Complaint" | "Reject" | "DeliveryDelay";
  readonly at: string;
  readonly recipients: readonly string[];
  /** The answer or reason in one line. */
  readonly detail?: string;
};

/** A mail that SES took, without its content. */
export type SentMail = {
  /** SES's message id. */
  readonly id: string;
  readonly at: string;
  /** FromEmailAddress of the call, or the header From. */
  readonly from: string;
  /** The envelope sender that the outside sees. */
  readonly returnPath: string;
  /** The envelope's recipients. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly size: number;
  readonly configurationSet?: string;
  readonly tlsRequired: boolean;
  readonly maxDeliverySeconds: number;
  readonly tags: Readonly<Record<string, readonly string[]>>;
  /** ARN of the identity that sent. */
  readonly sourceArn: string;
  readonly events: readonly OutboxEvent[];
  /** Recipients of which nothing final is known yet. */
  readonly pending: readonly string[];
};

/** Every mail that left, newest first; encrypted on disk, so that searching the disk finds no word of it. */
export class Outbox {
  readonly #folder: string;
  readonly #key: Buffer;
  readonly #mails = new Map<string, SentMail>();

  constructor(folder: string) {
    this.#folder = join(folder, "outbox");
    mkdirSync(this.#folder, { recursive: true });
    this.#key = atRestKey(folder);
    const records = readdirSync(this.#folder).filter((name) => name.endsWith(".record"));
    const mails = records.map((name) =>
      JSON.parse(decrypt(this.#key, readFileSync(join(this.#folder, name))).toString()),
    );
    mails.sort((a: SentMail, b: SentMail) => a.at.localeCompare(b.at));
    for (const mail of mails) this.#mails.set(mail.id, mail);
  }

  /** Keeps a mail; durable when it resolves. */
  async add(mail: SentMail, raw: Buffer): Promise<void> {
    const file = join(this.#folder, `${mail.id}.mail`);
    await writeFile(`${file}.next`, encrypt(this.#key, raw), { flush: true });
    await rename(`${file}.next`, file);
    this.#save(mail);
  }

  /** Notes an event; its recipients are no longer pending if it is `final`. */
  note(id: string, event: OutboxEvent, final: boolean): void {
    const mail = this.#mails.get(id);
    if (mail === undefined) return;
    const pending = final ? mail.pending.filter((one) => !event.recipients.includes(one)) : mail.pending;
    this.#save({ ...mail, events: [...mail.events, event], pending });
  }

  list(): readonly SentMail[] {
    return [...this.#mails.values()].reverse();
  }

  get(id: string): SentMail | undefined {
    return this.#mails.get(id);
  }

  /** The raw bytes exactly as they were given to SES. */
  async raw(id: string): Promise<Buffer> {
    return decrypt(this.#key, await readFile(join(this.#folder, `${id}.mail`)));
  }

  #save(mail: SentMail): void {
    const file = join(this.#folder, `${mail.id}.record`);
    writeFileSync(`${file}.next`, encrypt(this.#key, Buffer.from(JSON.stringify(mail))), { flush: true });
    renameSync(`${file}.next`, file);
    this.#mails.set(mail.id, mail);
  }
}
