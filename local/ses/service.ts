import { z } from "zod";
import {
  type CloudContext,
  type LocalService,
  ServiceError,
  type ServiceRequest,
  type ServiceResponse,
} from "../core/service.ts";
import { Outbox } from "../outbox/outbox.ts";
import { rulesFor } from "../smtp/recipients.ts";
import { domainOf } from "./addresses.ts";
import { Carrier } from "./carrier.ts";
import { type Endpoint, MailManager } from "./mail-manager.ts";
import { failQuery } from "./query-protocol.ts";
import { answerReceiptRuleCall } from "./receipt-rule-operations.ts";
import { type ReceiptRuleSet, ReceiptRules } from "./receipt-rules.ts";
import { type Relay, smtpRelay } from "./relay.ts";
import { type Account, acceptMail, sendEmailRequest } from "./send-email.ts";
import type { Ses } from "./ses.ts";
import { declaredConfigurationSets, declaredIdentities, domainIdentity } from "./settings.ts";

/** How the local SES differs from its default. */
export type SesOptions = {
  /** `smtp://host:port`: outgoing mail is really delivered there. */
  readonly relay?: string;
};

const json = (status: number, value: unknown, headers: Record<string, string> = {}): ServiceResponse => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(value),
});

const isV2 = ({ path }: ServiceRequest) => path.startsWith("/v2/");

/** SES: sending by its second API, receipt rules by its first. */
export class LocalSes implements Ses {
  readonly signingName = "ses";
  readonly outbox: Outbox;
  readonly #cloud: CloudContext;
  readonly #account: Account;
  readonly #rules: ReceiptRules;
  readonly #mailManager: MailManager;
  readonly #carrier: Carrier;

  constructor(cloud: CloudContext, options: SesOptions) {
    const { resources, deployment, authorize, now } = cloud;
    this.#cloud = cloud;
    this.#account = {
      identities: declaredIdentities(resources),
      configurationSets: declaredConfigurationSets(resources),
      deployment,
      authorize,
      now,
    };
    const folder = cloud.stateFolder("ses");
    this.#rules = new ReceiptRules(folder, resources, now);
    this.#mailManager = new MailManager(folder, resources, deployment);
    this.outbox = new Outbox(folder);
    const relay = options.relay === undefined ? undefined : smtpRelay(options.relay, now);
    const hopTo = (recipient: string) => (this.#comesBack(recipient) ? this.#ownIngress() : relay);
    this.#carrier = new Carrier(cloud, this.outbox, this.#account.configurationSets, hopTo);
  }

  /** Mail to a domain whose MX are SES's own servers comes in again; Mail Manager's endpoint is nobody's MX. */
  #comesBack(recipient: string): boolean {
    const known = this.endpoint() === undefined && this.isVerifiedDomain(domainOf(recipient));
    return known && rulesFor(recipient, this.activeRuleSet()).length > 0;
  }

  #ownIngress(): Relay {
    const { port } = this.#cloud.service<LocalService & { readonly port: number }>("smtp");
    return smtpRelay(`smtp://127.0.0.1:${port}`, this.#cloud.now, "a8-1.smtp-out.amazonses.com");
  }

  activeRuleSet(): ReceiptRuleSet | undefined {
    return this.#rules.active();
  }

  isVerifiedDomain(domain: string): boolean {
    return domainIdentity(domain, this.#account.identities) !== undefined;
  }

  endpoint(): Endpoint | undefined {
    return this.#mailManager.endpoint();
  }

  verifiedDomains(): readonly string[] {
    return this.#account.identities.map(({ name }) => name).filter((name) => !name.includes("@"));
  }

  async handle(request: ServiceRequest): Promise<ServiceResponse> {
    const managed = /^MailManagerSvc\.(\w+)$/.exec(request.headers["x-amz-target"] ?? "")?.[1];
    if (managed !== undefined) return json(200, this.#mailManager.answer(managed, request, this.#cloud.authorize));
    if (!isV2(request)) return answerReceiptRuleCall(this.#rules, this.#cloud.authorize, request);
    const call = `${request.method} ${request.path}`;
    if (call === "POST /v2/email/outbound-emails") return this.#sendEmail(request);
    const identity = /^GET \/v2\/email\/identities\/([^/]+)$/.exec(call)?.[1];
    if (identity !== undefined) return this.#getIdentity(decodeURIComponent(identity), request);
    throw new ServiceError("BadRequestException", `the local SES does not know the operation ${call}`);
  }

  fail(error: ServiceError, request: ServiceRequest): ServiceResponse {
    if (request.headers["x-amz-target"] !== undefined)
      return json(error.status, { __type: error.code, message: error.message });
    if (!isV2(request)) return failQuery(error, request.requestId);
    const code = error.code === "AccessDenied" ? "AccessDeniedException" : error.code;
    return json(error.status, { message: error.message, ...error.details }, { "x-amzn-errortype": code });
  }

  async start(): Promise<void> {
    this.#carrier.resume();
  }

  async close(): Promise<void> {
    await this.#carrier.close();
  }

  async #sendEmail(request: ServiceRequest): Promise<ServiceResponse> {
    const parsed = sendEmailRequest.safeParse(JSON.parse(request.body.toString() || "{}"));
    if (!parsed.success)
      throw new ServiceError("BadRequestException", `the local SES cannot take this: ${z.prettifyError(parsed.error)}`);
    const raw = Buffer.from(parsed.data.Content.Raw.Data, "base64");
    const mail = acceptMail(parsed.data, raw, request.caller, this.#account);
    await this.outbox.add(mail, raw);
    this.#carrier.carry(mail);
    return json(200, { MessageId: mail.id });
  }

  #getIdentity(name: string, { caller }: ServiceRequest): ServiceResponse {
    const { deployment, identities } = this.#account;
    const resource = `arn:aws:ses:${deployment.region}:${deployment.accountId}:identity/${name}`;
    this.#cloud.authorize({ caller, action: "ses:GetEmailIdentity", resource });
    const identity = identities.find((one) => one.name === name.toLowerCase());
    if (identity === undefined)
      throw new ServiceError("NotFoundException", `Email identity ${name} does not exist.`, 404);
    return json(200, {
      IdentityType: name.includes("@") ? "EMAIL_ADDRESS" : "DOMAIN",
      VerifiedForSendingStatus: true,
      VerificationStatus: "SUCCESS",
      FeedbackForwardingStatus: false,
      DkimAttributes: { SigningEnabled: identity.signsDkim, Status: "SUCCESS" },
      ...(identity.mailFromDomain && {
        MailFromAttributes: {
          MailFromDomain: identity.mailFromDomain,
          MailFromDomainStatus: "SUCCESS",
          BehaviorOnMxFailure: "REJECT_MESSAGE",
        },
      }),
    });
  }
}
