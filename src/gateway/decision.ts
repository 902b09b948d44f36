import type { Disposition, EncryptionProfile, ModifierNode } from "../contracts/policies.ts";
import type { DeliveryRecord, ReceiptRecord } from "../contracts/tls-records.ts";
import type { Addition, Evidence } from "../policy/types.ts";

/** What happens to a message for one recipient, and what must be told of it. */
export type Decision = {
  readonly recipientId: string;
  readonly address: string;
  readonly disposition: Disposition | "refuse" | "to-operator" | "to-notices";
  readonly policyId?: string;
  readonly policyName?: string;
  /** One plain sentence. */
  readonly reason: string;
  /** Enhanced status code and words of a report (RFC 3463), for what is returned. */
  readonly answer?: string;
  /** Those that change the message itself. */
  readonly modifiers: readonly ModifierNode[];
  /** A match lies in the subject: notices must not show it. */
  readonly hideSubject: boolean;
  /** How the sealed message is kept; absent where no policies were asked. */
  readonly profile?: EncryptionProfile;
  /** What the policy wants done beside: further recipients, notices. */
  readonly additions?: readonly Addition[];
  /** Masked proof of what the policy found. */
  readonly evidence?: readonly Evidence[];
  /** Set for a recipient whom the sender did not name. */
  readonly added?: "copy" | "redirect";
  /** How it came, and how it is to leave in clear. */
  readonly receipt?: ReceiptRecord;
  readonly delivery?: DeliveryRecord;
};

/** Whether a clear message is sealed too, without notice, in case that TLS cannot be had. */
export function isDormant({ disposition, delivery }: Pick<Decision, "disposition" | "delivery">): boolean {
  return disposition === "send" && delivery?.tls === "require" && delivery.fallback === "mpc";
}

/** A decision that no policy took. */
export function decided(
  recipient: { readonly recipientId: string; readonly address: string },
  disposition: Decision["disposition"],
  reason: string,
  answer?: string,
): Decision {
  const { recipientId, address } = recipient;
  return { recipientId, address, disposition, reason, answer, modifiers: [], hideSubject: false };
}
