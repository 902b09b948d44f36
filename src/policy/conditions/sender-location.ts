import { z } from "zod";
import { senderBases } from "../../contracts/policies.ts";
import { domainOf } from "../address-match.ts";
import { basisOf, basisWords, senderFits } from "../sender-basis.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches senders inside, or outside, the company's domains. */
export const senderLocation = defineCondition({
  type: "sender-location",
  label: "Sender is internal or external",
  settings: z.strictObject({
    is: z.enum(["internal", "external"]),
    basis: z.enum(senderBases).default("envelope"),
  }),
  matches: (input, { is, basis }) => {
    const chosen = basisOf(input, basis);
    const fits = (address: string) => input.companyDomains.has(domainOf(address)) === (is === "internal");
    const result = senderFits(input, chosen, fits);
    return { result, compared: `${chosen}: ${result ? "" : "not "}${is}` };
  },
  sentence: ({ is, basis }) => `the sender (${basisWords[basis]}) is ${is}`,
});
