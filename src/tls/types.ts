import type { deliveredKinds, ReceiptPolicy } from "../contracts/tls-policies.ts";
import type { Directory } from "../policy/types.ts";

/** What Secure Receipt and Secure Delivery policies have in common. */
export type TlsPolicyFrame = ReceiptPolicy;

/** Groups and attributes of people; `containing` names the groups that a group is a member of. */
export type TlsDirectory = Directory & { readonly containing?: (group: string) => readonly string[] };

/** One message on its way to one recipient. */
export type TlsQuestion = {
  /** Return address; null is the null sender. */
  readonly envelopeSender: string | null;
  readonly headerFrom: readonly string[];
  readonly recipient: string;
  readonly sourceIp?: string | null;
  /** Fixed when the message is claimed; dates are compared with it. */
  readonly receivedAt: Date;
  /** What is sent; an ordinary message when left out. */
  readonly kind?: "messages" | (typeof deliveredKinds)[number];
};

/** What is known of the company. */
export type TlsContext = {
  /** Lower-case A-labels. */
  readonly companyDomains: ReadonlySet<string>;
  readonly timeZone: string;
  readonly directory: TlsDirectory;
};
