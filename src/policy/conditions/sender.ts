import { z } from "zod";
import { domainName, senderBases } from "../../contracts/policies.ts";
import { inDomain, listed, sameAddress } from "../address-match.ts";
import { type ConditionInput, defineCondition } from "./define-condition.ts";

const settings = z
  .strictObject({
    addresses: z.array(z.string().min(3).max(320).includes("@")).max(5_000).default([]),
    domains: z.array(domainName).max(5_000).default([]),
    subdomains: z.boolean().default(false),
    basis: z.enum(senderBases).default("envelope"),
  })
  .refine(({ addresses, domains }) => addresses.length + domains.length > 0, "name at least one address or domain");

type Settings = z.infer<typeof settings>;

/** Matches the sender by envelope, header From, either or both; among exceptions both must match. */
export const sender = defineCondition({
  type: "sender",
  label: "Sender is",
  settings,
  matches: (input, chosen) => {
    const basis = input.inException ? "both" : chosen.basis;
    const result = matchesBasis(input, chosen, basis);
    return { result, compared: `${basis}: ${result ? "in the list" : "not in the list"}` };
  },
  sentence: ({ addresses, domains, basis }) =>
    `the sender (${basisWords[basis]}) is ${listed([...addresses, ...domains])}`,
});

const basisWords = {
  envelope: "by envelope",
  "header-from": "by header From",
  either: "by envelope or header From",
  both: "by envelope and header From",
};

function matchesBasis({ facts }: ConditionInput, chosen: Settings, basis: Settings["basis"]): boolean {
  const fits = (address: string) =>
    chosen.addresses.some((one) => sameAddress(one, address)) ||
    chosen.domains.some((one) => inDomain(address, one, chosen.subdomains));
  const byHeader = facts.headerFrom.length > 0 && facts.headerFrom.every(fits);
  const byEnvelope = facts.envelope.sender === null ? byHeader : fits(facts.envelope.sender);
  if (basis === "envelope") return byEnvelope;
  if (basis === "header-from") return byHeader;
  return basis === "either" ? byEnvelope || byHeader : byEnvelope && byHeader;
}
