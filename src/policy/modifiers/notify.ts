import { z } from "zod";
import { emailAddress } from "../../contracts/policies-names.ts";
import { domainOf } from "../../mail/addresses.ts";
import { listed } from "../address-match.ts";
import { defineModifier } from "./define-modifier.ts";

/** Tells the sender, or administrators, that the policy applied; evidence is masked. */
export const notify = defineModifier({
  type: "notify",
  label: "Notify sender or administrators",
  settings: z
    .strictObject({
      whom: z.enum(["sender", "administrators"]),
      /** Administrators to be told, within the company; without any, the operator. */
      addresses: z.array(emailAddress).max(20).default([]),
      /** Words of the policy's author, put into the mail. */
      text: z.string().trim().max(2_000).default(""),
    })
    .refine(({ whom, addresses }) => whom === "administrators" || addresses.length === 0, {
      path: ["addresses"],
      error: "only administrators have addresses here",
    }),
  problem: ({ addresses }, { companyDomains }) => {
    const outside = addresses.find((address) => !companyDomains.includes(domainOf(address)));
    return outside === undefined ? null : `${outside} is not a company address`;
  },
  adds: ({ whom, addresses, text }) => [{ kind: "notify", whom, addresses, text }],
  sentence: ({ whom, addresses }) =>
    whom === "sender" ? "the sender is told" : `${addresses.length === 0 ? "the operator" : listed(addresses)} is told`,
});
