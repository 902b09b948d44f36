import { z } from "zod";
import { senderBases } from "../../contracts/policies.ts";
import { domainName } from "../../contracts/policies-names.ts";
import { addressSet, comparableAddress, domainSet, inDomains, listed } from "../address-match.ts";
import { basisOf, basisWords, senderFits } from "../sender-basis.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches the sender by envelope, header From, either or both; among exceptions both must match. */
export const sender = defineCondition({
  type: "sender",
  label: "Sender is",
  settings: z
    .strictObject({
      addresses: z.array(z.string().min(3).max(320).includes("@")).max(5_000).default([]),
      domains: z.array(domainName).max(5_000).default([]),
      subdomains: z.boolean().default(false),
      basis: z.enum(senderBases).default("envelope"),
    })
    .refine(({ addresses, domains }) => addresses.length + domains.length > 0, "name at least one address or domain"),
  matches: (input, { addresses, domains, subdomains, basis }) => {
    const chosen = basisOf(input, basis);
    const fits = (address: string) =>
      addressSet(addresses).has(comparableAddress(address)) ||
      inDomains(address, domainSet(domains), subdomains) !== null;
    const result = senderFits(input, chosen, fits);
    return { result, compared: `${chosen}: ${result ? "in the list" : "not in the list"}` };
  },
  sentence: ({ addresses, domains, basis }) =>
    `the sender (${basisWords[basis]}) is ${listed([...addresses, ...domains])}`,
});
