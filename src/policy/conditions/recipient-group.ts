import { z } from "zod";
import { stableId } from "../../contracts/policies-names.ts";
import { listed } from "../address-match.ts";
import { unknownGroup } from "../unknown-group.ts";
import { defineCondition } from "./define-condition.ts";

/** Matches recipients who are in one of the groups, or in a group nested in one. */
export const recipientGroup = defineCondition({
  type: "recipient-group",
  label: "Recipient is in a group",
  settings: z.strictObject({ groups: z.array(stableId).min(1).max(1_000) }),
  perRecipient: true,
  problem: ({ groups }, policySet) => unknownGroup(groups, policySet),
  matches: ({ recipient, directory }, { groups }) => {
    const found = directory.groupsOf(recipient).filter((id) => groups.includes(id));
    return { result: found.length > 0, compared: found.join(", ") || "in none of the groups" };
  },
  sentence: ({ groups }) => `the recipient is in the group ${listed(groups)}`,
});
