import type { CoReaderStore } from "../accounts/co-reader.ts";
import type { OpeningPorts } from "../sealing/open-message.ts";
import type { DepositStore } from "../tracking/deposit.ts";

/** What the Message Pickup Center's use cases need. */
export type PickupPorts = {
  readonly deposits: DepositStore;
  readonly opening: OpeningPorts;
  readonly coReaders: Pick<CoReaderStore, "mailboxesOf" | "join">;
};
