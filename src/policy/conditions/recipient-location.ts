import { z } from "zod";
import { domainOf } from "../address-match.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches recipients inside, or outside, the company's domains. */
export const recipientLocation = defineCondition({
  type: "recipient-location",
  label: "Recipient is internal or external",
  settings: z.strictObject({ is: z.enum(["internal", "external"]) }),
  perRecipient: true,
  matches: ({ recipient, companyDomains }, { is }) => {
    const internal = companyDomains.has(domainOf(recipient));
    return { result: internal === (is === "internal"), compared: internal ? "internal" : "external" };
  },
  sentence: ({ is }) => `the recipient is ${is}`,
});
