import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { type CloudContext, type LocalService, ServiceError, type ServiceResponse } from "../core/service.ts";
import { keptCertificate } from "./certificate.ts";
import { hasBareLineBreak } from "./line-breaks.ts";
import { collect, type Refusal, refusal, transactionOf } from "./transaction.ts";
import type { Transaction } from "./verdicts.ts";
import { type DkimKey, dkimKey, type Resolver, zoneResolver } from "./zone.ts";

/** SES takes 40 MB, headers included. */
const MAXIMUM_BYTES = 40 * 1_048_576;
const MAXIMUM_RECIPIENTS = 100;

/** How the ingress differs from its default. */
export type IngressOptions = {
  /** 0 chooses a free port. */
  readonly port: number;
  /** DNS for SPF, DKIM and DMARC; without one, the zone file in the ingress's own folder. */
  readonly resolver?: Resolver;
  /** Lets a local client pretend to come from elsewhere (XCLIENT), for tests of strangers' mail. */
  readonly xclient?: boolean;
};

/** The SMTP side of SES: `cloud.service<SmtpIngress>("smtp")`. */
export interface SmtpIngress extends LocalService {
  readonly port: number;
  /** A key with which a client on this machine can sign as one of the company's domains. */
  dkimKey(domain: string): DkimKey;
}

/** What SES's two ways of taking mail in differ by. */
export type Front = {
  /** Name in its greeting and its certificate. */
  readonly name: string;
  readonly banner?: string;
  readonly hideENHANCEDSTATUSCODES?: boolean;
  mailRefusal(address: SMTPServerAddress, session: SMTPServerSession): Refusal | null;
  recipientRefusal(address: SMTPServerAddress, session: SMTPServerSession): Refusal | null;
  /** Keeps a message for good; what it throws that is no refusal asks the client to try again. */
  keep(raw: Buffer, transaction: Transaction, session: SMTPServerSession, resolver: Resolver): Promise<void>;
};

/** A front on a port of this machine. */
export class LocalServer implements SmtpIngress {
  readonly signingName = "smtp";
  readonly #cloud: CloudContext;
  readonly #front: Front;
  readonly #options: IngressOptions;
  readonly #folder: string;
  readonly #resolver: Resolver;
  readonly #server: SMTPServer;

  constructor(cloud: CloudContext, front: Front, options: IngressOptions) {
    this.#cloud = cloud;
    this.#front = front;
    this.#options = options;
    this.#folder = cloud.stateFolder("smtp");
    this.#resolver = options.resolver ?? zoneResolver(this.#folder);
    this.#server = this.#createServer(front);
    this.#server.on("error", (error) => cloud.log(`SMTP: ${error.message}`));
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  dkimKey(domain: string): DkimKey {
    return dkimKey(this.#folder, domain);
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.server.once("error", reject);
      this.#server.listen(this.#options.port, "127.0.0.1", resolve);
    });
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(resolve));
  }

  async handle(): Promise<ServiceResponse> {
    throw new ServiceError("InvalidAction", "the SMTP ingress has no API");
  }

  fail(error: ServiceError): ServiceResponse {
    return { status: error.status, body: error.message };
  }

  #createServer({ name, banner, hideENHANCEDSTATUSCODES }: Front): SMTPServer {
    return new SMTPServer({
      ...keptCertificate(this.#folder, [name, "localhost"], this.#cloud.now()),
      name,
      ...(banner && { banner }),
      ...(hideENHANCEDSTATUSCODES && { hideENHANCEDSTATUSCODES }),
      minVersion: "TLSv1.2",
      size: MAXIMUM_BYTES,
      disabledCommands: ["AUTH"],
      authOptional: true,
      hideSMTPUTF8: true,
      disableReverseLookup: true,
      useXClient: this.#options.xclient ?? false,
      closeTimeout: 1000,
      onMailFrom: (address, session, done) => done(this.#front.mailRefusal(address, session)),
      onRcptTo: (address, session, done) => done(this.#recipientRefusal(address, session)),
      onData: (stream, session, done) => {
        this.#take(stream, session).then(
          (answer) => done(null, answer),
          (error: Error) => done(error),
        );
      },
    });
  }

  #recipientRefusal(address: SMTPServerAddress, session: SMTPServerSession): Refusal | null {
    if (session.envelope.rcptTo.length >= MAXIMUM_RECIPIENTS) return refusal(452, "4.5.3 Too many recipients");
    return this.#front.recipientRefusal(address, session);
  }

  async #take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const receivedAt = this.#cloud.now();
    const raw = await collect(stream);
    if (raw === undefined) throw refusal(552, "5.3.4 Message size exceeds fixed limit of 40 MB");
    if (hasBareLineBreak(raw))
      throw refusal(
        554,
        "5.6.0 The message holds a bare CR or LF: only CRLF may end a line, only CRLF.CRLF the message",
      );
    const transaction = transactionOf(session, receivedAt);
    try {
      await this.#front.keep(raw, transaction, session, this.#resolver);
    } catch (error) {
      if (error instanceof Error && "responseCode" in error) throw error;
      this.#cloud.log(`SES could not keep a message it received: ${error instanceof Error ? error.message : error}`);
      throw refusal(451, "4.3.0 Requested action aborted: the message could not be stored, try again later");
    }
    return `Ok ${transaction.messageId}`;
  }
}
