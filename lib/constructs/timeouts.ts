import { Duration } from "aws-cdk-lib";

/** The inbound function's limit; the ledger's lease is longer. */
export const inboundTimeout = Duration.minutes(5);

/** Housekeeping seals and sends like inbound. */
export const housekeepingTimeout = Duration.minutes(5);

/** Recording one batch of SES events. */
export const deliveryEventsTimeout = Duration.minutes(1);
