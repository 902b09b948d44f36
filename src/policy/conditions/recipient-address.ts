import { z } from "zod";
import { addressSet, comparableAddress, listed } from "../address-match.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches when the recipient is one of the listed addresses; case is ignored. */
export const recipientAddress = defineCondition({
  type: "recipient-address",
  label: "Recipient's address is",
  settings: z.strictObject({ addresses: z.array(z.string().min(3).max(320).includes("@")).min(1).max(5_000) }),
  perRecipient: true,
  matches: ({ recipient }, { addresses }) => {
    const result = addressSet(addresses).has(comparableAddress(recipient));
    return { result, compared: result ? "one of the addresses" : "none of the addresses" };
  },
  sentence: ({ addresses }) => `the recipient is ${listed(addresses)}`,
});
