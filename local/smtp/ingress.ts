import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { type CloudContext, type LocalService, ServiceError, type ServiceResponse } from "../core/service.ts";
import { domainOf } from "../ses/addresses.ts";
import type { ReceiptRuleSet } from "../ses/receipt-rules.ts";
import type { Ses } from "../ses/ses.ts";
import { type KeyAndCertificate, keptCertificate } from "./certificate.ts";
import { hasBareLineBreak } from "./line-breaks.ts";
import { receive } from "./receive.ts";
import { allRequireTls, rulesFor } from "./recipients.ts";
import { collect, type Refusal, refusal, transactionOf } from "./transaction.ts";
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

/** Takes mail as the active receipt rule set says. */
export class LocalIngress implements SmtpIngress {
  readonly signingName = "smtp";
  readonly #cloud: CloudContext;
  readonly #options: IngressOptions;
  readonly #folder: string;
  readonly #resolver: Resolver;
  readonly #server: SMTPServer;

  constructor(cloud: CloudContext, options: IngressOptions) {
    this.#cloud = cloud;
    this.#options = options;
    this.#folder = cloud.stateFolder("smtp");
    this.#resolver = options.resolver ?? zoneResolver(this.#folder);
    const name = `inbound-smtp.${cloud.deployment.region}.amazonaws.com`;
    this.#server = this.#createServer(name, keptCertificate(this.#folder, [name, "localhost"], cloud.now()));
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

  #createServer(name: string, { key, cert }: KeyAndCertificate): SMTPServer {
    return new SMTPServer({
      name,
      banner: "SimpleEmailService",
      key,
      cert,
      minVersion: "TLSv1.2",
      size: MAXIMUM_BYTES,
      disabledCommands: ["AUTH"],
      authOptional: true,
      hideSMTPUTF8: true,
      hideENHANCEDSTATUSCODES: true,
      disableReverseLookup: true,
      useXClient: this.#options.xclient ?? false,
      closeTimeout: 1000,
      onMailFrom: (address, session, done) => done(this.#mailRefusal(address, session)),
      onRcptTo: (address, session, done) => done(this.#recipientRefusal(address, session)),
      onData: (stream, session, done) => {
        this.#take(stream, session).then(
          (answer) => done(null, answer),
          (error: Error) => done(error),
        );
      },
    });
  }

  #rules(): ReceiptRuleSet | undefined {
    return this.#cloud.service<Ses>("ses").activeRuleSet();
  }

  #mailRefusal({ address, args }: SMTPServerAddress, { secure }: SMTPServerSession): Refusal | null {
    if (utf8(args) || !isAscii(address)) return refusal(555, "5.6.7 SMTPUTF8 is not supported");
    const clear = !secure && allRequireTls(this.#rules());
    return clear ? refusal(530, "Must issue a STARTTLS command first") : null;
  }

  #recipientRefusal({ address }: SMTPServerAddress, { secure, envelope }: SMTPServerSession): Refusal | null {
    if (envelope.rcptTo.length >= MAXIMUM_RECIPIENTS) return refusal(452, "4.5.3 Too many recipients");
    if (!isAscii(address)) return refusal(553, "5.6.7 SMTPUTF8 is not supported");
    const rules = rulesFor(address, this.#rules());
    const known = this.#cloud.service<Ses>("ses").isVerifiedDomain(domainOf(address));
    if (rules.length === 0 || !known) return refusal(550, "5.1.1 Requested action not taken: mailbox unavailable");
    const needsTls = rules.some(({ TlsPolicy }) => TlsPolicy === "Require");
    return needsTls && !secure ? refusal(530, "Must issue a STARTTLS command first") : null;
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
    const rules = this.#rules();
    if (rules === undefined) throw refusal(451, "4.3.0 No rule set is active any more");
    const transaction = transactionOf(session, receivedAt);
    try {
      await receive(raw, transaction, rules, this.#cloud, this.#resolver);
    } catch (error) {
      this.#cloud.log(`SES could not keep a message it received: ${error instanceof Error ? error.message : error}`);
      throw refusal(451, "4.3.0 Requested action aborted: the message could not be stored, try again later");
    }
    return `Ok ${transaction.messageId}`;
  }
}

const utf8 = (args: SMTPServerAddress["args"]) => args !== false && args.SMTPUTF8 !== undefined;
const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);
