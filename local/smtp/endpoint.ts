import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { type CloudContext, ServiceError, type ServiceResponse } from "../core/service.ts";
import type { Endpoint } from "../ses/mail-manager.ts";
import { applyMailRules } from "./apply-mail-rules.ts";
import { keptCertificate } from "./certificate.ts";
import type { IngressOptions, SmtpIngress } from "./ingress.ts";
import { hasBareLineBreak } from "./line-breaks.ts";
import { lets } from "./traffic.ts";
import { collect, type Refusal, refusal, transactionOf } from "./transaction.ts";
import { type DkimKey, dkimKey, type Resolver, zoneResolver } from "./zone.ts";

const MAXIMUM_BYTES = 40 * 1_048_576;
const MAXIMUM_RECIPIENTS = 100;

/** Mail Manager's endpoint: a smart host that takes any recipient whom its traffic policy lets in. */
export class LocalEndpoint implements SmtpIngress {
  readonly signingName = "smtp";
  readonly #cloud: CloudContext;
  readonly #endpoint: Endpoint;
  readonly #options: IngressOptions;
  readonly #folder: string;
  readonly #resolver: Resolver;
  readonly #server: SMTPServer;

  constructor(cloud: CloudContext, endpoint: Endpoint, options: IngressOptions) {
    this.#cloud = cloud;
    this.#endpoint = endpoint;
    this.#options = options;
    this.#folder = cloud.stateFolder("smtp");
    this.#resolver = options.resolver ?? zoneResolver(this.#folder);
    const name = `local.mail-manager-smtp.${cloud.deployment.region}.amazonaws.com`;
    this.#server = new SMTPServer({
      ...keptCertificate(this.#folder, [name, "localhost"], cloud.now()),
      name,
      minVersion: "TLSv1.2",
      size: MAXIMUM_BYTES,
      disabledCommands: ["AUTH"],
      authOptional: true,
      hideSMTPUTF8: true,
      disableReverseLookup: true,
      useXClient: options.xclient ?? false,
      closeTimeout: 1000,
      onMailFrom: (_address, session, done) => done(this.#mailRefusal(session)),
      onRcptTo: (address, session, done) => done(this.#recipientRefusal(address, session)),
      onData: (stream, session, done) => {
        this.#take(stream, session).then(
          (answer) => done(null, answer),
          (error: Error) => done(error),
        );
      },
    });
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
    throw new ServiceError("InvalidAction", "the SMTP endpoint has no API");
  }

  fail(error: ServiceError): ServiceResponse {
    return { status: error.status, body: error.message };
  }

  #mailRefusal({ secure }: SMTPServerSession): Refusal | null {
    const clear = !secure && this.#endpoint.tlsPolicy === "REQUIRED";
    return clear ? refusal(530, "Must issue a STARTTLS command first") : null;
  }

  #recipientRefusal({ address: recipient }: SMTPServerAddress, session: SMTPServerSession): Refusal | null {
    if (session.envelope.rcptTo.length >= MAXIMUM_RECIPIENTS) return refusal(452, "4.5.3 Too many recipients");
    const ip = session.remoteAddress.replace(/^::ffff:/i, "");
    const allowed = lets(this.#endpoint.traffic(), { recipient, ip, tls: tlsVersion(session) }, (list) =>
      this.#endpoint.members(list),
    );
    return allowed ? null : refusal(550, "5.7.1 Access denied by the traffic policy");
  }

  async #take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const receivedAt = this.#cloud.now();
    const raw = await collect(stream);
    if (raw === undefined) throw refusal(552, "5.3.4 Message size exceeds fixed limit of 40 MB");
    if (hasBareLineBreak(raw)) throw refusal(554, "5.6.0 The message holds a bare CR or LF");
    const transaction = transactionOf(session, receivedAt);
    try {
      const about = { endpoint: this.#endpoint, tls: session.secure };
      await applyMailRules(raw, transaction, about, this.#cloud, this.#resolver);
    } catch (error) {
      this.#cloud.log(`Mail Manager could not keep a message: ${error instanceof Error ? error.message : error}`);
      throw refusal(451, "4.3.0 Requested action aborted: the message could not be stored, try again later");
    }
    return `Ok ${transaction.messageId}`;
  }
}

/** Cipher suites of TLS 1.3 belong to it alone. */
function tlsVersion({ secure, tlsOptions }: SMTPServerSession): "1.2" | "1.3" | null {
  if (!secure) return null;
  return tlsOptions && tlsOptions.version === "TLSv1.3" ? "1.3" : "1.2";
}
