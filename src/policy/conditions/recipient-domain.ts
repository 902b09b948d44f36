import { z } from "zod";
import { domainName } from "../../contracts/policies-names.ts";
import { domainSet, inDomains, listed } from "../address-match.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches when the recipient is in one of the listed domains. */
export const recipientDomain = defineCondition({
  type: "recipient-domain",
  label: "Recipient's domain is",
  settings: z.strictObject({
    domains: z.array(domainName).min(1).max(5_000),
    subdomains: z.boolean().default(false),
  }),
  perRecipient: true,
  matches: ({ recipient }, { domains, subdomains }) => {
    const domain = inDomains(recipient, domainSet(domains), subdomains);
    return { result: domain !== null, compared: domain ?? "none of the domains" };
  },
  sentence: ({ domains, subdomains }) =>
    `the recipient's domain is ${listed(domains)}${subdomains ? ", subdomains included" : ""}`,
});
