import { Duration } from "aws-cdk-lib";

/** The inbound function's limit. The ledger's lease (75 s, src/gateway/take-in.ts) is longer. */
export const inboundTimeout = Duration.seconds(60);

/** Housekeeping seals and sends like inbound. */
export const housekeepingTimeout = Duration.minutes(2);

/** Recording one batch of SES events. */
export const deliveryEventsTimeout = Duration.minutes(1);
