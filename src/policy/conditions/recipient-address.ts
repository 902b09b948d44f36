import { z } from "zod";
import { listed, sameAddress } from "../address-match.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches when the recipient is one of the listed addresses; case is ignored. */
export const recipientAddress = defineCondition({
  type: "recipient-address",
  label: "Recipient's address is",
  settings: z.strictObject({ addresses: z.array(z.string().min(3).max(320).includes("@")).min(1).max(5_000) }),
  perRecipient: true,
  matches: ({ recipient }, { addresses }) => {
    const address = addresses.find((one) => sameAddress(one, recipient));
    return { result: address !== undefined, compared: address ?? "none of the addresses" };
  },
  sentence: ({ addresses }) => `the recipient is ${listed(addresses)}`,
});
