import { z } from "zod";
import { senderBases } from "../../contracts/policies.ts";
import { stableId } from "../../contracts/policies-names.ts";
import { listed } from "../address-match.ts";
import { basisOf, basisWords, senderFits } from "../sender-basis.ts";
import { unknownGroup } from "../unknown-group.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches senders who are in one of the groups, or in a group nested in one. */
export const senderGroup = defineCondition({
  type: "sender-group",
  label: "Sender is in a group",
  settings: z.strictObject({
    groups: z.array(stableId).min(1).max(1_000),
    basis: z.enum(senderBases).default("envelope"),
  }),
  problem: ({ groups }, policySet) => unknownGroup(groups, policySet),
  matches: (input, { groups, basis }) => {
    const chosen = basisOf(input, basis);
    const fits = (address: string) => input.directory.groupsOf(address).some((id) => groups.includes(id));
    const result = senderFits(input, chosen, fits);
    return { result, compared: `${chosen}: ${result ? "in a group" : "in none of the groups"}` };
  },
  sentence: ({ groups, basis }) => `the sender (${basisWords[basis]}) is in the group ${listed(groups)}`,
});
