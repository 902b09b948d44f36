/** What the delivery service tells of a mail that we handed over. */
export type DeliveryEvent = {
  readonly outboxId: string;
  readonly deliveryId: string;
  readonly at: string;
  /** `answered`: an automatic answer such as out-of-office, which is no failure. */
  readonly kind: "accepted" | "delivered" | "bounced" | "rejected" | "complained" | "answered" | "delayed";
  /** The server of the delivery service that handed it over. */
  readonly hop?: string;
  /** Addresses it is about; all of the mail's when empty. */
  readonly recipients: readonly { readonly address: string; readonly answer: string }[];
};
