import type { LocalService } from "../core/service.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Endpoint } from "./mail-manager.ts";
import type { ReceiptRuleSet } from "./receipt-rules.ts";

/** SES inside the process: `cloud.service<Ses>("ses")`. */
export interface Ses extends LocalService {
  /** Every mail that was sent. */
  readonly outbox: Outbox;
  /** The rule set that judges incoming mail now, or none. */
  activeRuleSet(): ReceiptRuleSet | undefined;
  /** Whether SES takes mail for and from this domain: it or a parent domain is an identity. */
  isVerifiedDomain(domain: string): boolean;
  /** Mail Manager's endpoint, if the stack declares one. */
  endpoint(): Endpoint | undefined;
  /** Domains that are identities. */
  verifiedDomains(): readonly string[];
}
