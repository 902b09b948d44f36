import { CfnOutput, Stack } from "aws-cdk-lib";
import { DkimIdentity, EasyDkimSigningKeyLength, EmailIdentity, Identity } from "aws-cdk-lib/aws-ses";
import { Construct } from "constructs";

/** One domain as an SES identity with Easy DKIM and its own MAIL FROM domain; the DNS records it needs are outputs. */
export class SenderDomain extends Construct {
  readonly #domain: string;

  constructor(scope: Construct, id: string, props: { domain: string }) {
    super(scope, id);
    this.#domain = props.domain;
    const bounces = `bounce.${props.domain}`;
    const identity = new EmailIdentity(this, "Identity", {
      identity: Identity.domain(props.domain),
      dkimIdentity: DkimIdentity.easyDkim(EasyDkimSigningKeyLength.RSA_2048_BIT),
      mailFromDomain: bounces,
      // Bounces and complaints come as events of the configuration sets.
      feedbackForwarding: false,
    });
    for (const [index, { name, value }] of identity.dkimRecords.entries())
      this.#record(`Dkim${index + 1}`, `${name} CNAME ${value}`);
    this.#record("MailFromMx", `${bounces} MX 10 feedback-smtp.${Stack.of(this).region}.amazonses.com`);
    this.#record("MailFromSpf", `${bounces} TXT "v=spf1 include:amazonses.com ~all"`);
    this.#record("DmarcHint", `_dmarc.${props.domain} TXT "v=DMARC1; p=none" (only if there is no DMARC record yet)`);
  }

  #record(what: string, value: string): void {
    const words = this.#domain.split(/[^a-z0-9]+/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
    const output = new CfnOutput(this, what, { value, description: `DNS record for ${this.#domain}` });
    output.overrideLogicalId(`Dns${words.join("")}${what}`);
  }
}
