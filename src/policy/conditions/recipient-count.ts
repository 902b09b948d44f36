import { z } from "zod";
import { domainOf } from "../address-match.ts";
import { inRange, isRange, range, rangeProblem, rangeWords, wholeNumber } from "../range.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches the number of envelope recipients. */
export const recipientCount = defineCondition({
  type: "recipient-count",
  label: "Number of recipients is",
  settings: z
    .strictObject({ ...range(wholeNumber), of: z.enum(["all", "internal", "external"]).default("all") })
    .refine(isRange, rangeProblem),
  matches: ({ facts, companyDomains }, { of, ...ends }) => {
    const counted = facts.envelope.recipients.filter(
      (address) => of === "all" || companyDomains.has(domainOf(address)) === (of === "internal"),
    );
    return { result: inRange(counted.length, ends), compared: `${counted.length} recipients` };
  },
  sentence: ({ of, ...ends }) => `the message has ${rangeWords(ends, `${of === "all" ? "" : `${of} `}recipients`)}`,
});
